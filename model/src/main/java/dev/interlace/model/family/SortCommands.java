package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.connection;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandAccess;
import dev.interlace.model.command.CommandCatalog;
import dev.interlace.model.command.CommandFault;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.Connection;
import dev.interlace.model.notice.EventClass;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.value.HashValue;
import dev.interlace.model.value.ListValue;
import dev.interlace.model.value.RedisValue;
import dev.interlace.model.value.SetValue;
import dev.interlace.model.value.SortedSetValue;
import dev.interlace.model.value.SortedSetValue.Scored;
import dev.interlace.model.value.StreamValue;
import dev.interlace.model.value.StringValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * SORT and SORT_RO. <b>Source:</b> {@code sort.c} of Redis 7.0, in the C locale.
 *
 * <p><b>Order:</b> equal numbers go by the bytes of the elements. <b>Deviation:</b> of elements whose BY texts are equal, Redis
 * promises no order; here the one loaded first comes first. Nor does a number that overflowed in an earlier command make SORT fail,
 * as the {@code errno} it leaves behind does in Redis.
 */
public final class SortCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          connection("sort", (call, connection) -> sort(call, connection, true)),
          connection("sort_ro", (call, connection) -> sort(call, connection, false)));

  private static final Reply.Error NOT_NUMBERS = Errors.error("ERR One or more scores can't be converted into double");
  private static final Bytes SELF = Bytes.of("#");
  private static final Bytes ARROW = Bytes.of("->");

  private SortCommands() {}

  private static Reply sort(Call call, Connection connection, boolean mayStore) {
    var options = SortOptions.parse(call, mayStore, () -> readsAll(call, connection));
    var value = call.database().read(call.key());
    value.ifPresent(sorted -> convert(call, sorted));
    var elements = value.map(SortCommands::elements).orElse(List.of());
    var isSet = value.filter(SetValue.class::isInstance).isPresent();
    // Stored or read by a script without an order, a set would come in a different one each time: it is sorted by its texts instead.
    var isForced = options.isUnsorted() && isSet && (options.store().isPresent() || call.isFromScript());
    var isInOrder = options.isUnsorted() && isSet && !isForced; // a set has no other end to begin at: DESC means nothing
    var sorting = new Sorting(call, isForced ? options.asAlpha() : options);
    return answer(call, options, page(isInOrder ? elements : sorting.sorted(elements), options));
  }

  private static boolean readsAll(Call call, Connection connection) {
    var user = connection.settings().acl().user(connection.session().identity().user());
    return user.orElseThrow().readsAllKeys(new CommandAccess(CommandCatalog.get(call.name()), call.words()));
  }

  /** Even who only looks leaves a skip list behind. */
  private static void convert(Call call, RedisValue sorted) {
    if (sorted instanceof SortedSetValue set && set.isListpack()) {
      call.database().represent(call.key(), set.asSkiplist());
    }
  }

  private static List<Bytes> elements(RedisValue value) {
    return switch (value) {
      case ListValue list -> list.toList();
      case SetValue set -> set.members();
      case SortedSetValue set -> set.ascending().stream().map(Scored::member).toList();
      case StringValue string -> throw new CommandFault(Errors.WRONG_TYPE);
      case HashValue hash -> throw new CommandFault(Errors.WRONG_TYPE);
      case StreamValue stream -> throw new CommandFault(Errors.WRONG_TYPE);
    };
  }

  private static List<Bytes> page(List<Bytes> sorted, SortOptions options) {
    var start = (int) Math.min(Math.max(0, options.offset()), sorted.size());
    var count = options.count() < 0 ? sorted.size() : options.count();
    return sorted.subList(start, (int) Math.min(sorted.size(), start + Math.min(count, sorted.size())));
  }

  private static Reply answer(Call call, SortOptions options, List<Bytes> page) {
    var found = new ArrayList<Optional<Bytes>>();
    for (var element : page) {
      if (options.gets().isEmpty()) {
        found.add(Optional.of(element));
      }
      options.gets().forEach(pattern -> found.add(lookUp(call, pattern, element)));
    }
    if (options.store().isEmpty()) {
      return new Reply.Array(found.stream().map(each -> each.<Reply>map(Reply::of).orElse(Reply.NIL)).toList());
    }
    var list = new ListValue(call.thresholds());
    found.forEach(each -> list.addLast(each.orElse(Bytes.EMPTY)));
    if (list.isEmpty()) {
      call.deleteStored(options.store().get());
    } else {
      call.database().set(options.store().get(), list);
      call.notify(EventClass.LIST, "sortstore", options.store().get());
      call.counts(list.size());
    }
    return Reply.of(list.size());
  }

  /** What a pattern of BY or GET leads to for one element. <b>Source:</b> {@code lookupKeyByPattern}. */
  private static Optional<Bytes> lookUp(Call call, Bytes pattern, Bytes element) {
    if (pattern.equals(SELF)) {
      return Optional.of(element);
    }
    var star = indexOf(pattern, Bytes.of("*"), 0);
    if (star < 0) {
      return Optional.empty();
    }
    var arrow = indexOf(pattern, ARROW, star + 1);
    var isField = arrow >= 0 && arrow + ARROW.length() < pattern.length();
    var end = isField ? arrow : pattern.length();
    var key = pattern.slice(0, star).concat(element).concat(pattern.slice(star + 1, end));
    var value = call.database().read(key);
    if (isField) {
      var name = pattern.slice(arrow + ARROW.length(), pattern.length());
      return value.flatMap(found -> found instanceof HashValue hash ? hash.get(name) : Optional.empty());
    }
    return value.flatMap(found -> found instanceof StringValue string ? Optional.of(string.bytes()) : Optional.empty());
  }

  private static int indexOf(Bytes text, Bytes part, int from) {
    return text.toLatin1().indexOf(part.toLatin1(), from);
  }

  /** The order that the options ask for. */
  private record Sorting(Call call, SortOptions options) {
    private record Weighed(Bytes element, Optional<Bytes> weight, double number) {}

    List<Bytes> sorted(List<Bytes> elements) {
      if (options.isUnsorted()) {
        return options.descending() ? elements.reversed() : elements;
      }
      var weighed = new ArrayList<Weighed>();
      var hasBadNumber = false;
      for (var element : elements) {
        var weight = options.by().isEmpty() ? Optional.of(element) : lookUp(call, options.by().get(), element);
        var number = options.alpha() || weight.isEmpty() ? Optional.of(0.0) : number(weight.get());
        hasBadNumber |= number.isEmpty();
        weighed.add(new Weighed(element, weight, number.orElse(0.0)));
      }
      if (hasBadNumber) {
        throw Call.fail(NOT_NUMBERS);
      }
      var order = options.alpha() ? byText() : byNumber();
      weighed.sort(options.descending() ? Collections.reverseOrder(order) : order);
      return weighed.stream().map(Weighed::element).toList();
    }

    private static Comparator<Weighed> byNumber() {
      return (a, b) -> a.number < b.number ? -1 : a.number > b.number ? 1 : a.element.compareTo(b.element);
    }

    /** Without a text before any text; compared up to the first zero byte, but for STORE. */
    private Comparator<Weighed> byText() {
      var order = Comparator.nullsFirst(Comparator.<Bytes>naturalOrder());
      return Comparator.comparing(each -> each.weight.map(this::comparable).orElse(null), order);
    }

    private Bytes comparable(Bytes text) {
      return options.store().isPresent() ? text : upToZero(text);
    }

    private static Bytes upToZero(Bytes text) {
      var zero = indexOf(text, Bytes.latin1("\0"), 0);
      return zero < 0 ? text : text.slice(0, zero);
    }

    /** What strtod reads up to the first zero byte; nothing at all is 0, and blanks may come first. */
    private static Optional<Double> number(Bytes whole) {
      var text = upToZero(whole);
      var start = 0;
      while (start < text.length() && (text.at(start) == ' ' || text.at(start) >= '\t' && text.at(start) <= '\r')) {
        start++;
      }
      if (text.isEmpty()) {
        return Optional.of(0.0);
      }
      var number = Numbers.parseDouble(text.slice(start, text.length()));
      return number.isPresent() ? Optional.of(number.getAsDouble()) : Optional.empty();
    }
  }
}
