package dev.interlace.properties.durability;

import dev.interlace.engine.disk.Disk;
import dev.interlace.engine.disk.DiskState;
import dev.interlace.engine.disk.SimulatedDisk;
import dev.interlace.engine.system.Chooser;
import dev.interlace.model.keyspace.Keyspace;
import dev.interlace.model.request.Command;
import dev.interlace.model.server.LiveServer;
import dev.interlace.model.server.LiveServer.Outlet;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.settings.Settings;
import dev.interlace.model.telemetry.ProcessFacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One life of a server with a disk, and every moment in it at which it might have ended: after each operation on the disk, and after each reply.
 *
 * <p>Each {@link #write} is a unit: it is to be there whole after the restart, or not at all.
 */
public final class Life {
  private final Settings settings;
  private final SimulatedDisk disk;
  private final LiveServer server;
  private final List<Moment> moments = new ArrayList<>();
  private final List<Keyspace> states = new ArrayList<>(List.of(new Keyspace()));
  /** When each write was acknowledged, in milliseconds since the epoch. */
  private final List<Long> acknowledged = new ArrayList<>();
  private long nowMillis = ServerState.EPOCH_MILLIS;
  private int synced;
  private int saved;
  private byte[] snapshot = {};
  private int snapshotHolds;

  /**
   * A moment.
   *
   * @param disk as it was then
   * @param executed how many writes had been executed
   * @param acknowledged how many of them
   * @param synced how many had been, when everything on the disk was last synced
   * @param saved how many the last snapshot that is safe holds
   * @param nowMillis since the epoch
   */
  record Moment(DiskState disk, int executed, int acknowledged, int synced, int saved, long nowMillis) {}

  /** A server that starts with an empty disk. */
  public Life(Settings settings) {
    this(settings, 0);
  }

  /** @param syncMillis how long a sync takes on its disk */
  Life(Settings settings, long syncMillis) {
    this.settings = settings;
    disk = new SimulatedDisk(DiskState.EMPTY.withSyncMillis(syncMillis), this::noteDisk);
    server = begin(disk, settings, nowMillis);
    note();
  }

  private static LiveServer begin(SimulatedDisk disk, Settings settings, long nowMillis) {
    return LiveServer.on(disk, ServerState.EMPTY.at(nowMillis).with(settings), Chooser.FIRST, ProcessFacts.UNKNOWN);
  }

  /** Opens a connection; answers its number. */
  public long connect() {
    return server.open("127.0.0.1:1", Outlet.NOBODY);
  }

  private void noteDisk(DiskState state) {
    if (state.isSynced()) {
      synced = acknowledged.size();
      saved = savedOn(new SimulatedDisk(state));
    }
    moments.add(new Moment(state, executed(), acknowledged.size(), synced, saved, nowMillis));
  }

  /** How many writes the snapshot on a disk holds. */
  private int savedOn(Disk state) {
    var file = settings.text("dbfilename");
    if (!state.exists(file)) {
      return 0;
    }
    var content = state.read(file);
    if (!Arrays.equals(content, snapshot)) {
      snapshot = content;
      snapshotHolds = states.lastIndexOf(recovered(disk.state(), nowMillis));
    }
    return snapshotHolds;
  }

  private void note() {
    noteDisk(disk.state());
  }

  private int executed() {
    return states.size() - 1;
  }


  /** Has a client send commands that belong together, the last of which is acknowledged: alone, or a transaction. */
  public void write(long client, List<Command> commands) {
    commands.forEach(command -> server.execute(client, command));
    states.add(server.state().keyspace());
    note();
    server.flush();
    acknowledged.add(nowMillis);
    note();
  }

  /** Something else that a client sends, such as BGREWRITEAOF. */
  public void send(long client, Command command) {
    server.execute(client, command);
    server.flush();
    note();
  }

  /** Lets time pass; ten times a second the server looks after its data. */
  public void pass(long millis) {
    for (var end = nowMillis + millis; nowMillis < end; ) {
      nowMillis = Math.min(end, nowMillis + 100);
      server.advanceTo(nowMillis);
      server.look();
      server.flush();
      note();
    }
  }

  List<Moment> moments() {
    return moments;
  }

  /** What the server held after so many writes. */
  Keyspace state(int writes) {
    return states.get(writes);
  }

  /** How many writes were acknowledged up to {@code millis} (inclusive). */
  int acknowledgedBy(long millis) {
    return (int) acknowledged.stream().filter(each -> each <= millis).count();
  }

  /** What a server holds that starts with {@code left}. */
  Keyspace recovered(DiskState left, long nowMillis) {
    return begin(new SimulatedDisk(left), settings, nowMillis).state().keyspace();
  }
}
