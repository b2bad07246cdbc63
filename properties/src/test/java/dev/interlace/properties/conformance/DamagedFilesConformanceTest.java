package dev.interlace.properties.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlace.engine.disk.DiskState;
import dev.interlace.engine.disk.SimulatedDisk;
import dev.interlace.engine.system.Chooser;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.rdb.LoadFault;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.server.LiveServer.Outlet;
import dev.interlace.model.server.LiveServer;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.settings.Settings;
import dev.interlace.model.telemetry.ProcessFacts;
import dev.interlace.traces.oracle.OracleConnection;
import dev.interlace.traces.oracle.OracleServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Cuts off and spoils files that were kept, and starts both servers with them: they agree on whether they start, on what they hold then, and on
 * why not.
 */
class DamagedFilesConformanceTest {
  private static final int TRIES = Integer.getInteger("interlace.tries", 250);
  private static final long FIRST_SEED = Long.getLong("interlace.seed", 1);
  private static final int MOST_SHOWN = Integer.getInteger("interlace.shown", 2);
  /** See DumpPayload. */
  private static final String DEVIATION = "only ours refuses what makes no sense";
  private static final int MOST_DEVIATIONS_PERCENT = 5;
  private static final int MOST_PAUSES = 4_000;
  private static final int PAUSES_TO_EXPIRE = 200;
  private static final long LONGEST_LOG = 1 << 20;
  private static final String LOG_FOLDER = "appendonlydir";

  @Test
  void damaged_snapshots() throws IOException {
    check("RDB files", List.of("--rdbchecksum", "yes"));
  }

  @Test
  void damaged_snapshots_without_checksums() throws IOException {
    check("RDB files without checksums", List.of("--rdbchecksum", "no"));
  }

  @Test
  void damaged_logs() throws IOException {
    check("append-only files", List.of("--appendonly", "yes", "--appendfsync", "no", "--aof-load-truncated", "yes"));
  }

  @Test
  void damaged_logs_that_must_be_whole() throws IOException {
    check("append-only files that must be whole", List.of("--appendonly", "yes", "--appendfsync", "no", "--aof-load-truncated", "no"));
  }

  /** Files and what each sets; {@code base} and {@code empty} among them. */
  private static final List<String> LOGS = List.of("base", "one", "two", "three", "empty", "with blank");

  /** Lines of manifests; a vertical bar ends each. */
  private static final List<String> MANIFESTS = List.of(
      "", "|", "file base seq 1 type b|", "file base seq 1 type b", "file base seq 1 type b|file one seq 1 type i|",
      "file one seq 1 type i|file base seq 1 type b|", "file base seq 1 type b|file one seq 1 type i|file two seq 2 type i|file three seq 3 type i|",
      "file base seq 7 type b|file one seq 3 type i|file two seq 9 type i|", "file one seq 2 type i|file two seq 1 type i|",
      "file one seq 1 type i|file two seq 1 type i|", "file base seq 1 type b|file one seq 2 type b|", "file one seq 1 type i|file one seq 2 type i|",
      "file base seq 1 type b||file one seq 1 type i|", "file base seq 1 type x|", "file base seq 1 type ib|", "file base seq 1 type bi|",
      "file base seq 1|", "file base type b|", "seq 1 type b|", "file base seq 1 type|", "file base seq 1 type b more|", "file base seq 1 type b more words|",
      "FILE base SEQ 1 TYPE b|", "type b seq 1 file base|", "file base file one seq 1 type b|", "file base seq 0 type b|", "file base seq -1 type b|",
      "file base seq x type b|", "file base seq 1x type b|", "file one seq 99999999999999999999 type i|", "file ../base seq 1 type b|", "file x/base seq 1 type b|",
      "# nothing|file base seq 1 type b|", "file base seq 1 type b|#|", " file base seq 1 type b |", "\tfile  base  seq 1 type b\r|", "# nothing|", "#",
      "file \"with blank\" seq 1 type i|", "file 'with blank' seq 1 type i|", "file with blank seq 1 type i|", "file \"base seq 1 type b|",
      "file \"b\\x61se\" seq 1 type b|", "file '' seq 1 type b|", "file none seq 1 type b|", "file base seq 1 type b|file none seq 1 type i|",
      "file base seq 1 type b|file none seq 3 type h|file one seq 4 type i|", "file one seq 3 type h|", "file empty seq 1 type b|",
      "file base seq 1 type b|file empty seq 1 type i|file one seq 2 type i|", "file base seq 1 type b|file one seq 1 type i|file empty seq 2 type i|",
      "f|", "fi x|", "# " + "long ".repeat(203) + "abcdefg|", "# " + "long ".repeat(204) + "|", "# " + "long ".repeat(300) + "|", "file base seq 1 type b|# tail", "file base seq 1 type b|x|", "file base seq 1 type b " + "k v ".repeat(240) + "|", "file base seq 1 type b " + "k v ".repeat(260) + "|");

  @Test
  void manifests_are_understood_as_by_the_real_server() throws IOException {
    var binary = OracleServer.find();
    if (binary.isEmpty()) {
      System.out.println("manifests: not compared with the real server; " + OracleServer.ABSENT);
      return;
    }
    var tally = new TreeMap<String, Integer>();
    var found = new ArrayList<String>();
    for (var lines : MANIFESTS) {
      var one = new Damage(0, List.of("--appendonly", "yes", "--appendfsync", "no"));
      one.log(lines.replace('|', '\n'));
      var outcome = one.compare(binary.get());
      tally.merge(outcome.startsWith("!") ? "differs" : outcome, 1, Integer::sum);
      if (outcome.startsWith("!")) {
        found.add(lines + ": " + outcome);
      }
    }
    System.out.println("manifests: " + MANIFESTS.size() + " given to both servers: " + tally);
    assertThat(String.join("\n\n", found)).isEmpty();
  }

  private static void check(String what, List<String> options) throws IOException {
    var binary = OracleServer.find();
    if (binary.isEmpty()) {
      System.out.println("damaged " + what + ": not compared with the real server; " + OracleServer.ABSENT);
      return;
    }
    var tally = new TreeMap<String, Integer>();
    var found = new ArrayList<String>();
    for (var seed = FIRST_SEED; seed < FIRST_SEED + TRIES && found.size() < MOST_SHOWN; seed++) {
      var one = new Damage(seed, options);
      one.files(); // damaged
      var outcome = one.compare(binary.get());
      tally.merge(outcome.startsWith("!") ? "differs" : outcome, 1, Integer::sum);
      if (outcome.startsWith("!")) {
        found.add("seed " + seed + ": " + outcome);
      }
    }
    System.out.println("damaged " + what + ": " + TRIES + " given to both servers: " + tally);
    assertThat(String.join("\n\n", found)).isEmpty();
    assertThat(tally.getOrDefault(DEVIATION, 0)).isLessThanOrEqualTo(Math.max(1, TRIES * MOST_DEVIATIONS_PERCENT / 100));
  }

  private static final class Damage {
    private final Random random;
    private final List<String> options;
    private final Settings settings;
    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private String done = "";

    Damage(long seed, List<String> options) {
      random = new Random(seed * 0x9E3779B97F4A7C15L);
      this.options = options;
      var all = Settings.DEFAULT.with("enable-debug-command", "yes").with("save", "");
      for (var i = 0; i < options.size(); i += 2) {
        all = all.with(options.get(i).substring(2), options.get(i + 1));
      }
      settings = all;
    }

    private LiveServer start(SimulatedDisk disk, long now) {
      var server = LiveServer.on(disk, ServerState.EMPTY.at(now).with(settings), Chooser.FIRST, ProcessFacts.UNKNOWN);
      server.open("127.0.0.1:1", Outlet.NOBODY);
      return server;
    }

    /** Files of one command each, and this manifest. */
    void log(String manifest) {
      for (var name : LOGS) {
        var text = "*3\r\n$3\r\nSET\r\n$" + name.length() + "\r\n" + name + "\r\n$1\r\n1\r\n";
        files.put(LOG_FOLDER + "/" + name, name.equals("empty") ? new byte[0] : text.getBytes(ISO_8859_1));
      }
      files.put(LOG_FOLDER + "/appendonly.aof.manifest", manifest.getBytes(ISO_8859_1));
      done = "manifest";
    }

    /** What a server of ours keeps, and something wrong with it. */
    void files() {
      var disk = new SimulatedDisk(DiskState.EMPTY);
      var model = start(disk, System.currentTimeMillis() + 3_600_000);
      for (var command : Histories.draw(random)) {
        if (command.toString().endsWith("PXAT 1")) {
          continue; // the real server may have removed the key by the time it is asked
        }
        model.execute(model.clients().getFirst(), command);
        if (settings.isOn("appendonly") && random.nextInt(60) == 0) {
          model.execute(model.clients().getFirst(), Command.of("BGREWRITEAOF"));
          model.look();
        }
      }
      model.flush();
      if (settings.isOn("appendonly")) {
        disk.list(LOG_FOLDER).forEach(name -> files.put(LOG_FOLDER + "/" + name, disk.read(LOG_FOLDER + "/" + name)));
      } else {
        model.execute(model.clients().getFirst(), Command.of("DISCARD"));
        model.execute(model.clients().getFirst(), Command.of("SAVE"));
        files.put("dump.rdb", disk.read("dump.rdb"));
      }
      damage();
    }

    private void damage() {
      var names = new ArrayList<>(files.keySet());
      var name = names.get(random.nextInt(5) > 0 && names.size() > 1 ? names.size() - 2 : random.nextInt(names.size())); // the log, mostly
      var content = files.get(name);
      var at = content.length == 0 ? 0 : random.nextInt(content.length);
      var kind = random.nextInt(10);
      done = name + ", " + content.length + " bytes, " + kind + " at " + at;
      if (kind < 4 || content.length == 0) {
        files.put(name, Arrays.copyOf(content, at));
      } else if (kind < 7) {
        var spoiled = content.clone();
        spoiled[at] = (byte) random.nextInt(256);
        files.put(name, spoiled);
      } else if (kind == 7) {
        var longer = Arrays.copyOf(content, content.length + 1 + random.nextInt(40));
        for (var i = content.length; i < longer.length; i++) {
          longer[i] = (byte) (random.nextBoolean() ? 0 : random.nextInt(256));
        }
        files.put(name, longer);
      } else if (kind == 8) {
        var without = new byte[content.length - 1];
        System.arraycopy(content, 0, without, 0, at);
        System.arraycopy(content, at + 1, without, at, content.length - at - 1);
        files.put(name, without);
      } else if (random.nextInt(4) == 0) {
        files.remove(name);
      } else {
        var spoiled = content.clone();
        Arrays.fill(spoiled, at, Math.min(content.length, at + 1 + random.nextInt(8)), (byte) 0);
        files.put(name, spoiled);
      }
    }

    private SimulatedDisk disk() {
      var disk = new SimulatedDisk(DiskState.EMPTY);
      files.forEach((path, content) -> {
        if (path.startsWith(LOG_FOLDER) && !disk.exists(LOG_FOLDER)) {
          disk.makeDirectory(LOG_FOLDER);
        }
        disk.create(path);
        disk.append(path, List.of(content));
      });
      return disk;
    }

    /** What both came to; begins with an exclamation mark if they differ. */
    String compare(Path binary) throws IOException {
      var folder = Files.createTempDirectory("interlace-damage-");
      try {
        for (var file : files.entrySet()) {
          var path = folder.resolve(file.getKey());
          Files.createDirectories(path.getParent());
          Files.write(path, file.getValue());
        }
        var ours = ours();
        var theirs = theirs(binary, folder, ours);
        if (theirs.equals("crash")) {
          return "the real server crashes, where ours " + (ours.startsWith("digest") ? "starts" : "refuses");
        }
        if (ours.startsWith("digest")) {
          return ours.equals(theirs) ? "both start" : "!" + shown(ours, theirs);
        }
        if (theirs.startsWith("digest") && ours.equals(LoadFault.Kind.CORRUPT.text()) && !settings.isOn("rdbchecksum")) {
          return DEVIATION;
        }
        return theirs.contains(ours) ? "both refuse: " + ours : "!" + shown(ours, theirs);
      } finally {
        try (var all = Files.walk(folder)) {
          for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
          }
        }
      }
    }

    private String shown(String ours, String theirs) {
      var content = Bytes.wrap(files.getOrDefault(done.replaceAll(",.*", ""), new byte[0])).toQuoted();
      return done + "\n  ours: " + ours + "\n  theirs: " + theirs.replaceAll("(?s).*Server initialized\n|\\d+:[CM][^#*]*|WARNING[^\n]*\n", "") + "\n" + content;
    }

    private String ours() {
      try {
        var server = start(disk(), System.currentTimeMillis());
        server.expire(Integer.MAX_VALUE);
        return "digest " + ((Reply.Simple) server.execute(server.clients().getFirst(), Command.of("DEBUG", "DIGEST"))).text().toLatin1();
      } catch (LoadFault fault) { // what of a value is missing, and what of it is wrong, look alike to Redis
        return fault.kind() == LoadFault.Kind.TOO_SHORT ? LoadFault.Kind.CORRUPT.text() : fault.kind().text();
      }
    }

    /** A server that refuses ends by itself, which {@link OracleServer} would not notice at once. */
    private String theirs(Path binary, Path folder, String ours) throws IOException {
      var log = Files.createTempFile("interlace-damage-", ".log");
      var port = freePort();
      var command = new ArrayList<>(List.of(binary.toString(), "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", ""));
      command.addAll(options);
      command.addAll(List.of("--dir", folder.toString(), "--enable-debug-command", "yes"));
      var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
      try {
        for (var pause = 0; process.isAlive() && !text(log).contains("Ready to accept connections"); pause++) {
          process.waitFor(2, TimeUnit.MILLISECONDS);
          if (pause == MOST_PAUSES || Files.size(log) > LONGEST_LOG) {
            return "crash"; // it hangs, or tells of its end without end
          }
        }
        if (process.isAlive()) {
          try (var real = OracleConnection.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            var digest = digest(real);
            for (var pause = 0; pause < PAUSES_TO_EXPIRE && ours.startsWith("digest") && !digest.equals(ours); pause++) {
              real.receive(Duration.ofMillis(5)); // what has expired goes by itself, but not at once
              digest = digest(real);
            }
            return digest;
          }
        }
        var said = text(log);
        var isCrash = said.contains("REDIS BUG REPORT") || said.contains("Out Of Memory") || process.exitValue() != 1;
        return isCrash ? "crash" : said;
      } catch (UncheckedIOException gone) {
        return "crash";
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      } finally {
        process.destroyForcibly();
        Files.delete(log);
      }
    }

    private static String digest(OracleConnection real) {
      return "digest " + ((Reply.Simple) real.call("DEBUG", "DIGEST")).text().toLatin1();
    }

    private static int freePort() throws IOException {
      try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return probe.getLocalPort();
      }
    }

    private static String text(Path log) throws IOException {
      return Files.readString(log, ISO_8859_1);
    }
  }
}
