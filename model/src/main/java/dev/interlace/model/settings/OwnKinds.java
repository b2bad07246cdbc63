package dev.interlace.model.settings;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The parameters that are like no other. <b>Source:</b> {@code config.c} of Redis 7.0. */
final class OwnKinds {
  private static final String BAD_SAVE = "Invalid save parameters";
  private static final String BAD_LIMIT = "Error in hard, soft or soft_seconds setting in buffer limit configuration.";
  private static final String BAD_SCORES = "Invalid oom-score-adj-values, elements must be between -2000 and 2000.";
  private static final List<String> CLASSES = List.of("normal", "slave", "pubsub");
  private static final int LIMIT_WORDS = 4;
  private static final int MOST_SCORE = 2000;
  private static final int LEAST_WATCHDOG_MILLIS = 200;
  private static final int LONGEST_HOST_NAME = 255;
  private static final String ALL_EVENTS = "g$lshzxetd";

  private OwnKinds() {}

  static Kind of(String name) {
    return switch (name) {
      case "save" -> (given, before) -> savePoints(given);
      case "client-output-buffer-limit" -> OwnKinds::bufferLimits;
      case "notify-keyspace-events" -> (given, before) -> events(given);
      case "oom-score-adj-values" -> (given, before) -> scores(given);
      case "latency-tracking-info-percentiles" -> (given, before) -> percentiles(given);
      case "cluster-announce-hostname" -> (given, before) -> hostName(given);
      case "proc-title-template" -> (given, before) -> title(given);
      case "hz" -> (given, before) -> hertz(given, before);
      case "watchdog-period" -> (given, before) -> watchdog(new Kind.Whole(0, Integer.MAX_VALUE).accept(given, before));
      case "repl-backlog-size" -> (given, before) -> backlog(given, before);
      case "activedefrag" -> (given, before) -> only("no", new Kind.YesNo().accept(given, before), NO_DEFRAGMENTATION);
      case "tls-cluster", "tls-replication" -> (given, before) -> only("no", new Kind.YesNo().accept(given, before), NO_TLS);
      case "tls-port" -> (given, before) -> only("0", new Kind.Whole(0, 65_535).accept(given, before), NO_TLS);
      case "port" -> (given, before) -> only(before, new Kind.Whole(0, 65_535).accept(given, before), NO_PORT);
      case "bind" -> (given, before) -> only(before, given, "Failed to bind to specified addresses.");
      default -> throw new IllegalArgumentException("nobody knows what " + name + " may be");
    };
  }

  private static final String NO_DEFRAGMENTATION =
      "Active defragmentation cannot be enabled: it requires a Redis server compiled with a modified Jemalloc like the one shipped by "
          + "default with the Redis source distribution";
  private static final String NO_TLS = "Unable to update TLS configuration. Check server logs.";
  private static final String NO_PORT = "Unable to listen on this port. Check server logs.";

  private static String only(String possible, String given, String otherwise) {
    if (!given.equals(possible)) {
      throw new Refused(otherwise);
    }
    return given;
  }

  /** What stands between single blanks; nothing in the empty text. */
  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
  }

  /** At least two rounds of the server's cron, at its usual rate. */
  private static String watchdog(String millis) {
    return millis.equals("0") ? millis : Long.toString(Math.max(LEAST_WATCHDOG_MILLIS, Long.parseLong(millis)));
  }

  private static String savePoints(String given) {
    var words = words(given);
    if (words.size() % 2 != 0) {
      throw new Refused(BAD_SAVE);
    }
    var shown = new ArrayList<String>();
    for (var i = 0; i < words.size(); i++) {
      var least = i % 2 == 0 ? 1 : 0;
      var number = leading(words.get(i), BAD_SAVE);
      if (number < least) {
        throw new Refused(BAD_SAVE);
      }
      shown.add(Long.toString((int) number));
    }
    return String.join(" ", shown);
  }

  private static String bufferLimits(String given, String before) {
    var words = words(given);
    if (words.size() % LIMIT_WORDS != 0) {
      throw new Refused("Wrong number of arguments in buffer limit configuration.");
    }
    var limits = new ArrayList<>(words(before));
    for (var i = 0; i < words.size(); i += LIMIT_WORDS) {
      var named = words.get(i).toLowerCase(Locale.ROOT);
      var at = CLASSES.indexOf(named.equals("replica") ? "slave" : named);
      if (at < 0) {
        throw new Refused("Invalid client class specified in buffer limit configuration.");
      }
      for (var j = 1; j <= 2; j++) {
        var bytes = MemoryAmount.parse(words.get(i + j)).orElseThrow(() -> new Refused(BAD_LIMIT));
        limits.set(at * LIMIT_WORDS + j, Long.toUnsignedString(bytes));
      }
      var seconds = leading(words.get(i + 3), BAD_LIMIT);
      if (seconds < 0) {
        throw new Refused(BAD_LIMIT);
      }
      limits.set(at * LIMIT_WORDS + 3, Long.toString(seconds));
    }
    return String.join(" ", limits);
  }

  /** All of them are shown as {@code A}, and {@code n} is lost then. <b>Source:</b> {@code keyspaceEventsFlagsToString}. */
  private static String events(String given) {
    var asked = given.replace("A", ALL_EVENTS);
    if (asked.chars().anyMatch(c -> "g$lshzxetdnKEm".indexOf(c) < 0)) {
      throw new Refused("Invalid event class character. Use 'Ag$lshzxeKEtmdn'.");
    }
    var hasAll = ALL_EVENTS.chars().allMatch(c -> asked.indexOf(c) >= 0);
    var shown = new StringBuilder(hasAll ? "A" : "");
    (hasAll ? "KEmn" : "g$lshzxetdnKEm").chars().filter(c -> asked.indexOf(c) >= 0).forEach(c -> shown.append((char) c));
    return shown.toString();
  }

  private static String scores(String given) {
    var words = words(given);
    if (words.size() != 3) {
      throw new Refused("wrong number of arguments");
    }
    var shown = new ArrayList<String>();
    for (var word : words) {
      var score = leading(word, BAD_SCORES);
      if (score < -MOST_SCORE || score > MOST_SCORE) {
        throw new Refused(BAD_SCORES);
      }
      shown.add(Long.toString(score));
    }
    return String.join(" ", shown);
  }

  private static String percentiles(String given) {
    var shown = new ArrayList<String>();
    for (var word : words(given)) {
      var percentile = Numbers.parseDouble(Bytes.latin1(word))
          .orElseThrow(() -> new Refused("Invalid latency-tracking-info-percentiles parameters"));
      if (percentile < 0 || percentile > 100) {
        throw new Refused("latency-tracking-info-percentiles parameters should sit between [0.0,100.0]");
      }
      shown.add(Numbers.fixed(percentile, 6).replaceAll("\\.?0+$", ""));
    }
    return String.join(" ", shown);
  }

  private static String hostName(String given) {
    if (given.length() > LONGEST_HOST_NAME) {
      throw new Refused("Hostnames must be less than 256 characters");
    }
    if (!given.matches("[a-zA-Z0-9.-]*")) {
      throw new Refused("Hostnames may only contain alphanumeric characters, hyphens or dots");
    }
    return given;
  }

  /** What is left of it on a server without socket file, configuration file and cluster must not be blank. */
  private static String title(String given) {
    var shown = given.replace("{{", "x").replaceAll("\\{(listen-addr|port|tls-port)\\}", "x");
    var filled = shown.replaceAll("\\{(title|server-mode|unixsocket|config-file)\\}", "");
    if (filled.contains("{") || filled.replace(" ", "").isEmpty()) {
      throw new Refused("template format is invalid or contains unknown variables");
    }
    return given;
  }

  /** Between 1 and 500, whatever was asked. */
  private static String hertz(String given, String before) {
    var asked = Long.parseLong(new Kind.Whole(0, Integer.MAX_VALUE).accept(given, before));
    return Long.toString(Math.clamp(asked, 1, 500));
  }

  /** At least 16 kB, whatever was asked. */
  private static String backlog(String given, String before) {
    return Long.toString(Math.max(16_384, Long.parseLong(new Kind.Memory(1, Long.MAX_VALUE).accept(given, before))));
  }

  /** As C's {@code strtoll} reads a number with nothing behind it: blanks and a sign may stand before it. */
  private static long leading(String word, String otherwise) {
    var digits = word.startsWith("+") ? word.substring(1) : word;
    if (!digits.matches("-?[0-9]{1,18}")) {
      throw new Refused(otherwise);
    }
    return Long.parseLong(digits);
  }
}
