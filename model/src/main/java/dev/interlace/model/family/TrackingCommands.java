package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.connection;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.clients.Trackers.Tracker;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.command.Connection;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.reply.Reply.Pair;
import dev.interlace.model.session.Tracking;
import dev.interlace.model.session.Tracking.Option;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** CLIENT TRACKING, CACHING, GETREDIR and TRACKINGINFO. <b>Source:</b> {@code clientCommand}, {@code tracking.c} of Redis 7.0. */
public final class TrackingCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          connection("client|tracking", TrackingCommands::tracking),
          connection("client|caching", TrackingCommands::caching),
          connection("client|getredir", TrackingCommands::redirect),
          connection("client|trackinginfo", TrackingCommands::info));

  private TrackingCommands() {}

  private static Optional<Tracking> current(Connection connection) {
    return connection.session().listening().tracking();
  }

  private static void become(Connection connection, Optional<Tracking> next) {
    connection.become(connection.session().withListening(connection.session().listening().with(next)));
  }

  private static Reply tracking(Call call, Connection connection) {
    var options = TrackingOptions.parse(call, connection::isConnected);
    if (call.isOption(2, "off")) {
      current(connection).ifPresent(before -> {
        connection.become(connection.clients().with(connection.clients().trackers().without(connection.session().id(), before.prefixes())));
        become(connection, Optional.empty());
      });
      return Reply.OK;
    }
    if (!call.isOption(2, "on")) {
      throw Call.fail(Errors.SYNTAX);
    }
    var complaint = options.check(current(connection));
    switchOn(connection, options);
    return complaint.<Reply>map(error -> new Reply.Several(List.of(error, Reply.OK))).orElse(Reply.OK);
  }

  /** Prefixes add to those there are; all else is as asked for now. */
  private static void switchOn(Connection connection, TrackingOptions options) {
    var prefixes = new TreeSet<>(current(connection).map(Tracking::prefixes).orElse(Collections.emptySortedSet()));
    if (options.has(Option.BCAST)) {
      prefixes.addAll(options.prefixes().isEmpty() ? List.of(Bytes.EMPTY) : options.prefixes());
    }
    var id = connection.clientId();
    var tracker = new Tracker(options.redirect(), options.has(Option.BCAST), options.has(Option.NOLOOP));
    var register = connection.clients().trackers().prefixes();
    for (var prefix : prefixes) {
      register = register.with(prefix, id);
    }
    connection.become(connection.clients().with(connection.clients().trackers().with(id, tracker).withPrefixes(register)));
    var isCaching = current(connection).filter(Tracking::isCaching).isPresent();
    become(connection, Optional.of(new Tracking(options.redirect(), options.options(), prefixes, isCaching, false)));
  }

  private static Reply caching(Call call, Connection connection) {
    var before = current(connection);
    if (before.isEmpty()) {
      throw Call.fail(Errors.CACHING_WITHOUT_OPT);
    }
    var isYes = call.isOption(2, "yes");
    if (!isYes && !call.isOption(2, "no")) {
      throw Call.fail(Errors.SYNTAX);
    }
    if (isYes && !before.get().has(Option.OPTIN)) {
      throw Call.fail(Errors.CACHING_YES);
    }
    if (!isYes && !before.get().has(Option.OPTOUT)) {
      throw Call.fail(Errors.CACHING_NO);
    }
    become(connection, before.map(tracking -> tracking.caching(true)));
    return Reply.OK;
  }

  private static Reply redirect(Call call, Connection connection) {
    return Reply.of(current(connection).map(Tracking::redirect).orElse(-1L));
  }

  private static Reply info(Call call, Connection connection) {
    var flags = new ArrayList<Reply>();
    flags.add(Reply.bulk(current(connection).isPresent() ? "on" : "off"));
    current(connection).ifPresent(tracking -> addFlags(tracking, flags));
    var prefixes = current(connection).map(Tracking::prefixes).orElse(Collections.emptySortedSet());
    return new Reply.MapReply(
        List.of(
            new Pair(Reply.bulk("flags"), new Reply.SetReply(flags)),
            new Pair(Reply.bulk("redirect"), redirect(call, connection)),
            new Pair(Reply.bulk("prefixes"), Reply.bulks(prefixes))));
  }

  private static void addFlags(Tracking tracking, List<Reply> flags) {
    if (tracking.has(Option.BCAST)) {
      flags.add(Reply.bulk("bcast"));
    }
    if (tracking.has(Option.OPTIN)) {
      flags.add(Reply.bulk("optin"));
      addCaching(tracking, "caching-yes", flags);
    }
    if (tracking.has(Option.OPTOUT)) {
      flags.add(Reply.bulk("optout"));
      addCaching(tracking, "caching-no", flags);
    }
    if (tracking.has(Option.NOLOOP)) {
      flags.add(Reply.bulk("noloop"));
    }
    if (tracking.isBroken()) {
      flags.add(Reply.bulk("broken_redirect"));
    }
  }

  private static void addCaching(Tracking tracking, String flag, List<Reply> flags) {
    if (tracking.isCaching()) {
      flags.add(Reply.bulk(flag));
    }
  }
}
