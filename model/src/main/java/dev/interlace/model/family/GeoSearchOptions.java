package dev.interlace.model.family;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.Call;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.value.GeoPoint;
import dev.interlace.model.value.GeoShape;
import dev.interlace.model.value.SortedSetValue;
import java.util.Optional;

/**
 * The options of GEOSEARCH and GEORADIUS with their like.
 *
 * <p><b>Errors:</b> each where it stands, the type of the source before all, combinations at the end.
 *
 * <p><b>Source:</b> {@code georadiusGeneric} in {@code geo.c} of Redis 7.0.
 *
 * @param shape empty if there is no source, or if nothing said so
 * @param unit what distances are divided by, in metres
 * @param count 0 if all are wanted
 * @param target where the result is stored
 */
record GeoSearchOptions(
    Optional<SortedSetValue> source,
    Optional<GeoShape> shape,
    double unit,
    Order order,
    long count,
    boolean any,
    boolean withDistance,
    boolean withHash,
    boolean withPlace,
    Optional<Bytes> target,
    boolean storesDistance) {
  enum Order {
    NONE,
    NEAREST_FIRST,
    FARTHEST_FIRST
  }

  /** Which command it is. */
  enum Kind {
    AROUND_PLACE(6),
    AROUND_MEMBER(5),
    SEARCH(2),
    SEARCH_AND_STORE(3);

    final int firstOption;

    Kind(int firstOption) {
      this.firstOption = firstOption;
    }

    boolean isSearch() {
      return this == SEARCH || this == SEARCH_AND_STORE;
    }
  }

  /** Reads the words from left to right. */
  static final class Parser {
    private final Call call;
    private final Kind kind;
    private final boolean mayStore;
    private final Optional<SortedSetValue> source;
    private boolean hasCenter;
    private boolean isFromMember;
    private Optional<GeoPoint> center = Optional.empty();
    /** Half of a circle's width is its radius. */
    private Optional<GeoShape> extent = Optional.empty();
    private double unit = 1;
    private Order order = Order.NONE;
    private long count;
    private boolean any;
    private boolean withDistance;
    private boolean withHash;
    private boolean withPlace;
    private Optional<Bytes> target;
    private boolean storesDistance;

    Parser(Call call, Kind kind, boolean mayStore) {
      this.call = call;
      this.kind = kind;
      this.mayStore = mayStore;
      this.source = call.reading().sortedSet(call.word(kind == Kind.SEARCH_AND_STORE ? 2 : 1));
      this.target = kind == Kind.SEARCH_AND_STORE ? Optional.of(call.word(1)) : Optional.empty();
    }

    GeoSearchOptions parse() {
      if (kind == Kind.AROUND_PLACE) {
        center = Optional.of(GeoCommands.place(call, 2));
        circle(4);
      } else if (kind == Kind.AROUND_MEMBER && source.isPresent()) {
        member(2);
        circle(3);
      }
      for (var at = kind.firstOption; at < call.size(); at++) {
        at += option(at, call.size() - at - 1);
      }
      checkCombinations();
      var forced = count != 0 && order == Order.NONE && !any ? Order.NEAREST_FIRST : order;
      return new GeoSearchOptions(
          source, center.flatMap(this::shape), unit, forced, count, any, withDistance, withHash, withPlace, target, storesDistance);
    }

    /** Answers how many words the option takes beside its name. */
    private int option(int at, int following) {
      switch (call.word(at).toLowerCase()) {
        case "withdist" -> withDistance = true;
        case "withhash" -> withHash = true;
        case "withcoord" -> withPlace = true;
        case "any" -> any = true;
        case "asc" -> order = Order.NEAREST_FIRST;
        case "desc" -> order = Order.FARTHEST_FIRST;
        default -> {
          return optionWithWords(at, following);
        }
      }
      return 0;
    }

    private int optionWithWords(int at, int following) {
      var name = call.word(at).toLowerCase();
      if (name.equals("count") && following >= 1) {
        count = call.integer(at + 1);
        check(count > 0, Errors.GEO_COUNT);
        return 1;
      }
      if (kind == Kind.SEARCH_AND_STORE && name.equals("storedist")) {
        storesDistance = true;
        return 0;
      }
      return kind.isSearch() ? searchOption(name, at, following) : storeOption(name, at, following);
    }

    private int storeOption(String name, int at, int following) {
      check(mayStore && following >= 1 && (name.equals("store") || name.equals("storedist")), Errors.SYNTAX);
      target = Optional.of(call.word(at + 1));
      storesDistance = name.equals("storedist");
      return 1;
    }

    private int searchOption(String name, int at, int following) {
      if (name.equals("frommember") && following >= 1 && !(hasCenter && !isFromMember)) {
        if (source.isPresent()) {
          member(at + 1);
        }
        hasCenter = true;
        isFromMember = true;
        return 1;
      }
      if (name.equals("fromlonlat") && following >= 2 && !isFromMember) {
        center = Optional.of(GeoCommands.place(call, at + 1));
        hasCenter = true;
        return 2;
      }
      if (name.equals("byradius") && following >= 2 && !(extent.orElse(null) instanceof GeoShape.Box)) {
        circle(at + 1);
        return 2;
      }
      check(name.equals("bybox") && following >= 3 && !(extent.orElse(null) instanceof GeoShape.Circle), Errors.SYNTAX);
      box(at + 1);
      return 3;
    }

    private void member(int index) {
      var score = source.orElseThrow().score(call.word(index));
      check(score.isPresent(), Errors.GEO_NO_MEMBER);
      center = Optional.of(GeoPoint.of(score.getAsDouble()));
    }

    private void circle(int index) {
      var radius = call.decimal(index, Errors.GEO_RADIUS_NOT_A_FLOAT);
      check(radius >= 0, Errors.GEO_RADIUS_NEGATIVE);
      unit = GeoCommands.metres(call.word(index + 1));
      extent = Optional.of(new GeoShape.Circle(NOWHERE, radius * unit));
    }

    private void box(int index) {
      var width = call.decimal(index, Errors.GEO_WIDTH_NOT_A_FLOAT);
      var height = call.decimal(index + 1, Errors.GEO_HEIGHT_NOT_A_FLOAT);
      check(width >= 0 && height >= 0, Errors.GEO_BOX_NEGATIVE);
      unit = GeoCommands.metres(call.word(index + 2));
      extent = Optional.of(new GeoShape.Box(NOWHERE, width * unit, height * unit));
    }

    private void checkCombinations() {
      var isStoredWith = target.isPresent() && (withDistance || withHash || withPlace);
      check(!isStoredWith, Errors.geoStoreWith(kind == Kind.SEARCH_AND_STORE ? "GEOSEARCHSTORE" : "STORE option in GEORADIUS"));
      check(!kind.isSearch() || hasCenter, Errors.geoExactlyOne("FROMMEMBER or FROMLONLAT", call.word(0)));
      check(!kind.isSearch() || extent.isPresent(), Errors.geoExactlyOne("BYRADIUS and BYBOX", call.word(0)));
      check(!any || count > 0, Errors.GEO_ANY_WITHOUT_COUNT);
    }

    private Optional<GeoShape> shape(GeoPoint place) {
      return extent.map(size -> switch (size) {
        case GeoShape.Circle circle -> new GeoShape.Circle(place, circle.radius());
        case GeoShape.Box box -> new GeoShape.Box(place, box.width(), box.height());
      });
    }

    private static void check(boolean holds, Reply.Error otherwise) {
      if (!holds) {
        throw Call.fail(otherwise);
      }
    }
  }

  /** Stands for a centre while only the extent is known. */
  private static final GeoPoint NOWHERE = new GeoPoint(0, 0);
}
