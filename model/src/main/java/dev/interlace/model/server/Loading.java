package dev.interlace.model.server;

import dev.interlace.engine.disk.Disk;
import dev.interlace.engine.system.Chooser;
import dev.interlace.model.aof.AofManifest;
import dev.interlace.model.aof.AofReader;
import dev.interlace.model.command.CommandTable;
import dev.interlace.model.command.Host;
import dev.interlace.model.durability.Recovery;
import dev.interlace.model.keyspace.Keyspace;
import dev.interlace.model.rdb.LoadFault;
import dev.interlace.model.rdb.RdbContent;
import dev.interlace.model.rdb.RdbReader;
import dev.interlace.model.request.Command;
import dev.interlace.model.session.Session;
import dev.interlace.model.settings.Settings;
import dev.interlace.model.telemetry.Telemetry;
import dev.interlace.model.value.Thresholds;
import java.util.List;
import java.util.Optional;

/**
 * A server that starts, and finds on its disk what it did in an earlier life.
 *
 * <p><b>Errors:</b> {@link LoadFault} where Redis would not start. <b>Source:</b> {@code loadDataFromDisk}, {@code
 * loadAppendOnlyFiles} and {@code loadSingleAppendOnlyFile} of Redis 7.0.
 */
final class Loading {
  private final Disk disk;
  private final ServerState start;
  private final Settings settings;
  private final RedisServer server;
  private AofManifest manifest;

  /** Runs, but has no clients. */
  private static final class Nobody implements Host {
    @Override
    public List<Peer> peers(Session current) {
      return List.of();
    }

    @Override
    public Optional<String> address(long client) {
      return Optional.empty();
    }

    @Override
    public Optional<Telemetry> telemetry() {
      return Optional.empty();
    }

    @Override
    public void shutDown() {}

    @Override
    public void sleep(long micros) {}
  }

  /** @param start a server without data */
  Loading(Disk disk, ServerState start) {
    this.disk = disk;
    this.start = start;
    settings = start.settings();
    server = new RedisServer(start, new ScriptRunner(), new Nobody());
    server.load();
    manifest = AofManifest.none(settings.text("appendfilename"));
  }

  /** The state to go on from. */
  ServerState load() {
    if (settings.isOn("appendonly")) {
      manifest = Recovery.prepare(disk, settings);
      Recovery.check(disk, settings, manifest);
      loadLog();
      noteUse(server.keyspace);
    } else if (disk.exists(settings.text("dbfilename"))) {
      server.replace(read(disk.read(settings.text("dbfilename")), false).content());
    }
    var end = server.state();
    return new ServerState(end.keyspace(), start.nowMillis(), end.scripting().flushed(), start.clients(), settings, start.recoverable());
  }

  /** The append-only files that there are. */
  AofManifest manifest() {
    return manifest;
  }

  /** As if all keys had just been used: nobody knows better. */
  private void noteUse(Keyspace keyspace) {
    for (var database = 0; database < Keyspace.DATABASES; database++) {
      for (var entry : keyspace.unordered(database)) {
        entry.noteUse(start.nowMillis(), entry.frequency());
      }
    }
  }

  private RdbReader.Loaded read(byte[] file, boolean isBase) {
    return RdbReader.read(file, new RdbReader.Reading(
        Thresholds.of(settings.configuration()), start.nowMillis(), isBase, settings.isOn("rdbchecksum")), new Libraries(server.scriptRunner)::add);
  }

  private void loadLog() {
    var files = manifest.toLoad();
    for (var i = 0; i < files.size(); i++) {
      var path = settings.text("appenddirname") + "/" + files.get(i).name();
      if (!load(path) && i < files.size() - 1) {
        throw new LoadFault(LoadFault.Kind.NOT_LAST);
      }
    }
  }

  /** False if the end of the file was cut off. */
  private boolean load(String path) {
    var data = disk.read(path);
    var from = 0;
    if (RdbReader.isRdb(data)) {
      var base = base(data);
      server.replace(base.content());
      from = base.length();
    }
    var reader = new AofReader(data, from);
    var session = server.connect(1);
    var valid = from;
    var beforeTransaction = from;
    for (var words = reader.next(); !words.isEmpty(); words = reader.next()) {
      if (!(Commands.TABLE.lookup(words) instanceof CommandTable.Lookup.Found found)) {
        throw new LoadFault(LoadFault.Kind.UNKNOWN_COMMAND);
      }
      beforeTransaction = found.spec().name().equals("multi") ? valid : beforeTransaction;
      session = run(session, new Command(words));
      valid = reader.at();
    }
    if (!reader.isTorn() && !session.isInTransaction()) {
      return true;
    }
    cut(path, session.isInTransaction() && !reader.isTorn() ? beforeTransaction : valid);
    return false;
  }

  private RdbReader.Loaded base(byte[] data) {
    try {
      return read(data, true);
    } catch (LoadFault fault) {
      throw fault.kind() == LoadFault.Kind.VERSION ? new LoadFault(LoadFault.Kind.BASE) : fault;
    }
  }

  private Session run(Session session, Command command) {
    return server.execute(session, command, Chooser.FIRST).session();
  }

  private void cut(String path, int valid) {
    if (!settings.isOn("aof-load-truncated")) {
      throw new LoadFault(LoadFault.Kind.CUT_OFF);
    }
    disk.truncate(path, valid);
  }
}
