package dev.interlace.model.server;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.clients.Clients;
import dev.interlace.model.clients.Register;
import dev.interlace.model.clients.Subscriptions;
import dev.interlace.model.clients.Trackers.Tracker;
import dev.interlace.model.notice.EventClass;
import dev.interlace.model.notice.KeyObserver;
import dev.interlace.model.notice.Message;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.settings.Notifications;
import dev.interlace.model.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * Tells clients unasked what commands do: keyspace notifications, keys that are no longer what a client has read, lines of MONITOR.
 *
 * <p><b>Order:</b> a notification goes out where it happens, so a client that causes it reads it before its own reply. That a key which
 * the client itself tracks has changed it hears after its reply, and broadcasts to prefixes go out at the end of the step.
 *
 * <p><b>Source:</b> {@code notify.c}, {@code tracking.c}, {@code replicationFeedMonitors} of Redis 7.0. <b>Deviation:</b> Redis broadcasts
 * when it has run all commands that had arrived, so what was pipelined goes out together there.
 */
final class Announcer implements KeyObserver {
  private static final String MOST_KEYS = "tracking-table-max-keys";
  private static final int USUAL_MOST_KEYS = 1_000_000;
  private static final long NOBODY = 0;

  private final Server server;
  private Settings settings = Settings.DEFAULT;
  private Notifications notifications = Notifications.NONE;

  /** What the client of this step is to hear of keys that it tracks, once it has its reply. */
  private final List<Reply> pending = new ArrayList<>();

  /** Per prefix, the keys that changed in this step, each with the client that changed it last. */
  private final SortedMap<Bytes, SortedMap<Bytes, Long>> changes = new TreeMap<>();

  /** The server, as far as it concerns the announcer. */
  interface Server {
    Clients clients();

    void become(Clients next);

    /** Who listens to what, for who asks about {@code channel} alone. */
    Subscriptions subscriptions(Bytes channel);

    /** What the step does depends on anything. */
    void readEverything();

    boolean isConnected(long client);

    /** The id of the client that runs a command, 0 if it has none or nobody does. */
    long current();

    void tell(Message message);

    /** Whether it is a script that runs the command, which for Redis is a client of its own. */
    boolean isInScript();

    /** See {@link KeyObserver#answered}. */
    void answered(int parts);
  }

  Announcer(Server server) {
    this.server = server;
  }

  void become(Settings next) {
    if (next != settings) {
      settings = next;
      notifications = Notifications.parse(next.configuration().getOrDefault(Notifications.PARAMETER, "")).orElse(Notifications.NONE);
    }
  }

  @Override
  public boolean listensTo(EventClass kind) {
    return notifications != Notifications.NONE && notifications.include(kind);
  }

  @Override
  public void answered(int parts) {
    server.answered(parts);
  }

  @Override
  public void happened(EventClass kind, String event, int database, Bytes key) {
    if (notifications.byKey()) {
      publish(Bytes.of("__keyspace@" + database + "__:").concat(key), Bytes.of(event));
    }
    if (notifications.byEvent()) {
      publish(Bytes.of("__keyevent@" + database + "__:" + event), key);
    }
  }

  private void publish(Bytes channel, Bytes text) {
    server.subscriptions(channel).published(channel, text).forEach(server::tell);
  }

  @Override
  public void touched(int database, Bytes key, boolean isByClient) {
    var trackers = server.clients().trackers();
    if (!trackers.isNone()) {
      for (var entry : trackers.prefixes()) {
        if (key.startsWith(entry.name())) {
          changes.computeIfAbsent(entry.name(), prefix -> new TreeMap<>()).put(key, isByClient && !server.isInScript() ? server.current() : NOBODY);
        }
      }
      invalidate(key, true);
    }
  }

  /** @param isInCommand whether the client of this step is to hear of it after its reply */
  private void invalidate(Bytes key, boolean isInCommand) {
    var trackers = server.clients().trackers();
    var readers = trackers.keys().clients(key);
    for (var client : readers.stream().sorted().toList()) {
      var tracker = trackers.clients().get(client);
      var isOwn = client == server.current();
      if (tracker == null || tracker.isBroadcast() || tracker.isNoLoop() && isOwn) {
        continue;
      }
      if (isOwn && isInCommand) {
        pending.add(Reply.bulks(List.of(key)));
      } else {
        send(client, tracker, Reply.bulks(List.of(key)));
      }
    }
    if (!readers.isEmpty()) {
      server.become(server.clients().with(trackers.withKeys(trackers.keys().without(key))));
    }
  }

  @Override
  public void flushed() {
    var trackers = server.clients().trackers();
    if (trackers.isNone()) {
      return;
    }
    trackers.clients().forEach((client, tracker) -> {
      if (client == server.current()) {
        pending.add(Reply.NIL);
      } else {
        send(client, tracker, Reply.NIL);
      }
    });
    server.become(server.clients().with(trackers.withKeys(Register.EMPTY)));
  }

  private void send(long client, Tracker tracker, Reply keys) {
    if (tracker.redirect() == NOBODY) {
      server.tell(new Message.Invalidated(client, false, keys));
    } else if (server.isConnected(tracker.redirect())) {
      server.tell(new Message.Invalidated(tracker.redirect(), true, keys));
    } else {
      server.tell(new Message.RedirectBroken(client, tracker.redirect()));
    }
  }

  /** Notes that the client of this step has read {@code keys}. */
  void read(List<Bytes> keys) {
    var trackers = server.clients().trackers();
    var register = trackers.keys();
    for (var key : keys) {
      register = register.with(key, server.current());
    }
    server.become(server.clients().with(trackers.withKeys(register)));
  }

  /** Makes clients forget keys while more are tracked than is allowed; {@code choose} says which. */
  void limit(IntUnaryOperator choose) {
    if (server.clients().trackers().clients().isEmpty()) {
      return;
    }
    var given = settings.configuration().get(MOST_KEYS);
    if (given != null) {
      server.readEverything();
    }
    var most = given == null ? USUAL_MOST_KEYS : Long.parseLong(given);
    for (var keys = server.clients().trackers().keys(); most > 0 && keys.size() > most; keys = server.clients().trackers().keys()) {
      invalidate(keys.name(choose.applyAsInt(keys.size())), false);
    }
  }

  /** The client at hand has its reply, and hears what it had to wait for. */
  void tellPending() {
    if (!pending.isEmpty()) {
      var own = server.clients().trackers().clients().getOrDefault(server.current(), new Tracker(NOBODY, false, false));
      pending.forEach(keys -> send(server.current(), own, keys));
      pending.clear();
    }
  }

  /** The end of a step. */
  void finish() {
    tellPending();
    if (!changes.isEmpty()) {
      server.clients().trackers().prefixes().forEach(entry -> broadcast(changes.getOrDefault(entry.name(), new TreeMap<>()), entry.clients()));
      changes.clear();
    }
  }

  private void broadcast(SortedMap<Bytes, Long> changed, List<Long> clients) {
    for (var client : clients) {
      var tracker = server.clients().trackers().clients().get(client);
      var keys = new ArrayList<Bytes>();
      changed.forEach((key, by) -> {
        if (!tracker.isNoLoop() || !by.equals(client)) {
          keys.add(key);
        }
      });
      if (!keys.isEmpty()) {
        send(client, tracker, Reply.bulks(keys));
      }
    }
  }

  /** Shows a command to those who watch all. */
  void show(List<Bytes> words, int database, String from, long nowMillis) {
    var monitors = server.clients().monitors();
    if (!monitors.isEmpty()) {
      var line = new Reply.Simple(MonitorLine.of(words, database, from, nowMillis));
      monitors.forEach(client -> server.tell(new Message.Pushed(client, line)));
    }
  }
}
