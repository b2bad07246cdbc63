package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.command;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.family.GeoSearchOptions.Kind;
import dev.interlace.model.family.GeoSearchOptions.Order;
import dev.interlace.model.family.GeoSearchOptions.Parser;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.value.GeoPoint;
import dev.interlace.model.value.GeoShape.Found;
import dev.interlace.model.value.SortedSetValue;
import dev.interlace.model.value.SortedSetValue.Scored;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The commands that see a sorted set as places. <b>Source:</b> {@code geo.c} of Redis 7.0. */
public final class GeoCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          command("geoadd", GeoCommands::add),
          command("geopos", call -> each(call, Reply.NIL_ARRAY, GeoCommands::coordinates)),
          command("geodist", GeoCommands::distance),
          command("geohash", call -> each(call, Reply.NIL, place -> Reply.of(place.text()))),
          command("geosearch", call -> search(call, Kind.SEARCH, false)),
          command("geosearchstore", call -> search(call, Kind.SEARCH_AND_STORE, false)),
          command("georadius", call -> search(call, Kind.AROUND_PLACE, true)),
          command("georadiusbymember", call -> search(call, Kind.AROUND_MEMBER, true)),
          command("georadius_ro", call -> search(call, Kind.AROUND_PLACE, false)),
          command("georadiusbymember_ro", call -> search(call, Kind.AROUND_MEMBER, false)));

  /** Digits behind the point of a coordinate before the zeros at its end are left out. */
  private static final int COORDINATE_DIGITS = 17;

  private GeoCommands() {}

  /** The place whose longitude stands at {@code index}, and behind it the latitude. */
  static GeoPoint place(Call call, int index) {
    var place = new GeoPoint(call.decimal(index, Errors.NOT_A_FLOAT), call.decimal(index + 1, Errors.NOT_A_FLOAT));
    if (!place.isOnTheMap()) {
      throw Call.fail(Errors.offTheMap(place.longitude(), place.latitude()));
    }
    return place;
  }

  /** How many metres a unit has. */
  static double metres(Bytes unit) {
    return switch (unit.toLowerCase()) {
      case "m" -> 1;
      case "km" -> 1000;
      case "ft" -> 0.3048;
      case "mi" -> 1609.34;
      default -> throw Call.fail(Errors.GEO_UNIT);
    };
  }

  private static Reply add(Call call) {
    var onlyAbsent = false;
    var onlyPresent = false;
    var countsChanged = false;
    var first = 2;
    for (; first < call.size() && List.of("nx", "xx", "ch").contains(call.word(first).toLowerCase()); first++) {
      onlyAbsent |= call.isOption(first, "nx");
      onlyPresent |= call.isOption(first, "xx");
      countsChanged |= call.isOption(first, "ch");
    }
    if (first == call.size() || (call.size() - first) % 3 != 0 || onlyAbsent && onlyPresent) {
      throw Call.fail(Errors.SYNTAX);
    }
    var given = new ArrayList<Scored>();
    for (var at = first; at < call.size(); at += 3) {
      given.add(new Scored(call.word(at + 2), place(call, at).score()));
    }
    var options = call.words().subList(2, first);
    var start = first;
    call.propagateAs(() -> added(call, options, start));
    return SortedSetCommands.add(call, new ZAddOptions(onlyAbsent, onlyPresent, false, false, countsChanged, false, given));
  }

  /** To who repeats it, it is ZADD. */
  private static List<Bytes> added(Call call, List<Bytes> options, int first) {
    var words = Call.words("zadd", call.key());
    words.addAll(options);
    for (var at = first; at < call.size(); at += 3) {
      words.addAll(Call.words(place(call, at).hash(), call.word(at + 2)));
    }
    return words;
  }

  private static Optional<GeoPoint> placeOf(Optional<SortedSetValue> set, Bytes member) {
    return set.flatMap(each -> each.score(member).stream().mapToObj(GeoPoint::of).findFirst());
  }

  private static Reply each(Call call, Reply absent, Function<GeoPoint, Reply> shown) {
    var set = call.sortedSet(call.key());
    return Reply.array(
        call.words().subList(2, call.size()).stream().map(member -> placeOf(set, member).map(shown).orElse(absent)).toList());
  }

  private static Reply distance(Call call) {
    var unit = call.size() == 5 ? metres(call.word(4)) : 1;
    if (call.size() > 5) {
      throw Call.fail(Errors.SYNTAX);
    }
    var set = call.sortedSet(call.key());
    var from = placeOf(set, call.word(2));
    var to = placeOf(set, call.word(3));
    return from.isPresent() && to.isPresent() ? distance(from.get().distanceTo(to.get()) / unit) : Reply.NIL;
  }

  private static Reply distance(double distance) {
    return Reply.bulk(Numbers.fixed(distance, 4));
  }

  private static Reply coordinates(GeoPoint place) {
    return Reply.array(List.of(coordinate(place.longitude()), coordinate(place.latitude())));
  }

  private static Reply coordinate(double degrees) {
    var shown = new BigDecimal(degrees).setScale(COORDINATE_DIGITS, RoundingMode.HALF_EVEN);
    return new Reply.Dbl(Bytes.latin1(shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString()));
  }

  private static Reply search(Call call, Kind kind, boolean mayStore) {
    var options = new Parser(call, kind, mayStore).parse();
    var found = found(options);
    if (options.target().isPresent()) {
      return store(call, options, found);
    }
    return Reply.array(found.stream().map(each -> shown(options, each)).toList());
  }

  /**
   * Of equally distant ones the first found comes first.
   *
   * <p><b>Deviation:</b> Redis' own sort, used with COUNT, may turn them round if there are seven or more.
   */
  private static List<Found> found(GeoSearchOptions options) {
    if (options.source().isEmpty()) {
      return List.of();
    }
    var found = options.shape().orElseThrow().search(options.source().get(), options.any() ? options.count() : 0);
    var nearestFirst = Comparator.comparingDouble(Found::distance);
    var most = options.count() == 0 ? found.size() : options.count();
    return switch (options.order()) {
      case NONE -> found.stream().limit(most).toList();
      case NEAREST_FIRST -> found.stream().sorted(nearestFirst).limit(most).toList();
      case FARTHEST_FIRST -> found.stream().sorted(nearestFirst.reversed()).limit(most).toList();
    };
  }

  private static Reply store(Call call, GeoSearchOptions options, List<Found> found) {
    var result = SortedSetValue.skiplist(call.thresholds());
    found.forEach(each -> result.put(each.member(), options.storesDistance() ? each.distance() / options.unit() : each.score()));
    result.compact();
    var event = call.name().equals("geosearchstore") ? call.name() : "georadiusstore";
    var reply = SortedSetRangeCommands.store(call, options.target().orElseThrow(), result, event);
    if (!result.isEmpty()) {
      call.counts(found.size());
    }
    return reply;
  }

  private static Reply shown(GeoSearchOptions options, Found found) {
    var parts = new ArrayList<Reply>();
    parts.add(Reply.of(found.member()));
    if (options.withDistance()) {
      parts.add(distance(found.distance() / options.unit()));
    }
    if (options.withHash()) {
      parts.add(Reply.of((long) found.score()));
    }
    if (options.withPlace()) {
      parts.add(coordinates(found.place()));
    }
    return parts.size() == 1 ? parts.getFirst() : Reply.array(parts);
  }
}
