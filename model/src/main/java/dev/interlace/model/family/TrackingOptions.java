package dev.interlace.model.family;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.Call;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.session.Tracking;
import dev.interlace.model.session.Tracking.Option;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;

/** What follows CLIENT TRACKING ON. */
record TrackingOptions(long redirect, Set<Option> options, List<Bytes> prefixes) {
  private static final int FIRST = 3;

  /** Read even for OFF. An id is looked for as soon as it is read. */
  static TrackingOptions parse(Call call, LongPredicate isConnected) {
    var redirect = 0L;
    var options = EnumSet.noneOf(Option.class);
    var prefixes = new ArrayList<Bytes>();
    for (var i = FIRST; i < call.size(); i++) {
      var hasNext = i + 1 < call.size();
      if (call.isOption(i, "redirect") && hasNext) {
        if (redirect != 0) {
          throw Call.fail(Errors.SECOND_REDIRECT);
        }
        redirect = call.integer(++i);
        if (!isConnected.test(redirect)) {
          throw Call.fail(Errors.NO_SUCH_REDIRECT);
        }
      } else if (call.isOption(i, "prefix") && hasNext) {
        prefixes.add(call.word(++i));
      } else {
        options.add(option(call.word(i)));
      }
    }
    return new TrackingOptions(redirect, options, prefixes);
  }

  private static Option option(Bytes word) {
    return switch (word.toLowerCase()) {
      case "bcast" -> Option.BCAST;
      case "optin" -> Option.OPTIN;
      case "optout" -> Option.OPTOUT;
      case "noloop" -> Option.NOLOOP;
      default -> throw Call.fail(Errors.SYNTAX);
    };
  }

  boolean has(Option option) {
    return options.contains(option);
  }

  /**
   * Ends with an error if the options do not go together, or not with how the client tracks already. If two of its prefixes overlap and the first of
   * all overlaps with none, Redis answers an error and goes on. <b>Source:</b> {@code checkPrefixCollisionsOrReply}.
   */
  Optional<Reply.Error> check(Optional<Tracking> before) {
    if (!prefixes.isEmpty() && !has(Option.BCAST)) {
      throw Call.fail(Errors.PREFIX_WITHOUT_BCAST);
    }
    if (before.isPresent() && before.get().has(Option.BCAST) != has(Option.BCAST)) {
      throw Call.fail(Errors.BCAST_SWITCHED);
    }
    if (has(Option.BCAST) && (has(Option.OPTIN) || has(Option.OPTOUT))) {
      throw Call.fail(Errors.BCAST_WITH_OPT);
    }
    if (has(Option.OPTIN) && has(Option.OPTOUT)) {
      throw Call.fail(Errors.OPTIN_WITH_OPTOUT);
    }
    if (before.isPresent() && isSwitched(before.get())) {
      throw Call.fail(Errors.OPT_SWITCHED);
    }
    for (var i = 0; i < prefixes.size(); i++) {
      overlap(prefixes.get(i), before.map(tracking -> List.copyOf(tracking.prefixes())).orElse(List.of()), "an existing").ifPresent(TrackingOptions::raise);
      var error = overlap(prefixes.get(i), prefixes.subList(i + 1, prefixes.size()), "another provided");
      if (error.isPresent() && i > 0) {
        return error;
      }
      error.ifPresent(TrackingOptions::raise);
    }
    return Optional.empty();
  }

  /** One may still give neither, and so leave the mode. */
  private boolean isSwitched(Tracking before) {
    return has(Option.OPTIN) && before.has(Option.OPTOUT) || has(Option.OPTOUT) && before.has(Option.OPTIN);
  }

  private static void raise(Reply.Error error) {
    throw Call.fail(error);
  }

  private static Optional<Reply.Error> overlap(Bytes prefix, List<Bytes> others, String which) {
    for (var other : others) {
      if (prefix.startsWith(other) || other.startsWith(prefix)) {
        return Optional.of(Errors.overlappingPrefixes(prefix, which, other));
      }
    }
    return Optional.empty();
  }
}
