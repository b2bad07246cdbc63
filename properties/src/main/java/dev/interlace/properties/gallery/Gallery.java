package dev.interlace.properties.gallery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every exhibit, in the order of the rooms. */
public final class Gallery {
  private static final List<Exhibit> EXHIBITS =
      Stream.of(
              Transfer.exhibits(),
              Deduction.exhibits(),
              RobustTransaction.exhibits(),
              TwoBuyers.exhibits(),
              OptimisticTransfer.exhibits(),
              Visit.exhibits(),
              SafeIncrement.exhibits(),
              StockScript.exhibits(),
              SlidingWindow.exhibits(),
              ScriptManager.exhibits(),
              TransferScript.exhibits(),
              FlashSale.exhibits(),
              Ordering.exhibits(),
              Cancellation.exhibits(),
              Increment.exhibits(),
              Pop.exhibits(),
              StoredValueCard.exhibits(),
              Lock.exhibits(),
              Tokens.exhibits(),
              JobQueue.exhibits(),
              WaitingWorkers.exhibits(),
              ResultMessage.exhibits(),
              LocalCache.exhibits(),
              JobMessage.exhibits(),
              Outages.exhibits())
          .flatMap(exhibits -> exhibits)
          .collect(Collectors.groupingBy(Exhibit::room, LinkedHashMap::new, Collectors.toList()))
          .values().stream().flatMap(List::stream)
          .toList();

  private Gallery() {}

  public static List<Exhibit> exhibits() {
    return EXHIBITS;
  }

  /** The names of the rooms, each once, in order. */
  public static List<String> rooms() {
    return EXHIBITS.stream().map(Exhibit::room).distinct().toList();
  }

  /** The exhibits of one room, none if there is no such room. */
  public static List<Exhibit> room(String room) {
    return EXHIBITS.stream().filter(exhibit -> exhibit.room().equals(room)).toList();
  }
}
