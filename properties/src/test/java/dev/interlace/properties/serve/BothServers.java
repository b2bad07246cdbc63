package dev.interlace.properties.serve;

import dev.interlace.traces.oracle.OracleServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** Plays a test on our server and, where there is one, on the real one. */
final class BothServers {
  private BothServers() {}

  /** A test of one server, whichever it is. */
  interface Trial {
    void on(InetSocketAddress address) throws IOException;
  }

  static void play(Trial trial) throws IOException {
    play(List.of(), trial);
  }

  /** @param settings pairs of a parameter's name and its value as CONFIG GET shows it */
  static void play(List<String> settings, Trial trial) throws IOException {
    try (var ours = ours(settings)) {
      trial.on(ours.address());
    }
    var arguments = new ArrayList<String>();
    for (var i = 0; i < settings.size(); i += 2) {
      arguments.add("--" + settings.get(i));
      arguments.addAll(List.of(settings.get(i + 1).split(" ")));
    }
    var binary = OracleServer.find();
    if (binary.isEmpty()) {
      System.out.println(OracleServer.ABSENT);
      return;
    }
    try (var real = OracleServer.start(binary.get(), arguments)) {
      trial.on(real.address());
    }
  }

  /** A server of ours with these settings. */
  static RunningServer ours(List<String> settings) {
    var options = RunningServer.OPTIONS;
    for (var i = 0; i < settings.size(); i += 2) {
      options = options.with(settings.get(i), settings.get(i + 1));
    }
    return RunningServer.start(options);
  }
}
