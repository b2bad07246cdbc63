package dev.interlace.properties.conformance;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.CommandCatalog;
import dev.interlace.model.command.CommandInfo;
import dev.interlace.model.command.CommandInfo.Flag;
import dev.interlace.model.request.Command;
import dev.interlace.model.server.Commands;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** Draws what one client did that might have to be kept: commands of every family that write, in several databases, and libraries of functions. */
final class Histories {
  private static final List<Documented> WRITING = writing();

  /** What is no write to keep, or waits, or has an outcome of chance. */
  private static final TreeSet<String> left() {
    return new TreeSet<>(List.of("migrate", "restore", "restore-asking", "pfdebug", "spop", "flushall", "flushdb", "swapdb"));
  }

  private static final Source OTHERS = Source.templates(List.of(
      "SELECT (0|0|1|15)",
      "SET <key> <value> (EX|PX) 500000",
      "SET <key> <value> PXAT 1",
      "PEXPIRE <key> (700000|-1)",
      "SWAPDB <db> <db>",
      "FLUSHDB",
      "MULTI",
      "EXEC"));

  private static final List<String> SCRIPTS = List.of(
      "redis.call('SET',KEYS[1],ARGV[1])redis.call('INCR',KEYS[1])",
      "redis.call('SELECT',1)return redis.call('SET',KEYS[1],'1','EX',1000)",
      "return redis.call('GET',KEYS[1])",
      "redis.call('HINCRBYFLOAT',KEYS[1],'f','1.5')return redis.call('RPUSH','k2',1)");

  private static final List<String> LIBRARIES = List.of(
      "#!lua name=first\nredis.register_function('f', function() return 1 end)",
      "#!lua name=second\nredis.register_function('g', function() return 'a longer text that may well be compressed, compressed, compressed' end)");

  private Histories() {}

  private static List<Documented> writing() {
    var left = left();
    return CommandCatalog.all().stream()
        .filter(info -> info.flags().contains(Flag.WRITE) && !info.flags().contains(Flag.BLOCKING))
        .map(CommandInfo::name)
        .filter(name -> !CommandCatalog.isContainer(name) && Commands.TABLE.row(name).isPresent() && !left.contains(name) && !name.startsWith("function"))
        .map(Documented::new)
        .toList();
  }

  static List<Command> draw(Random random) {
    var commands = new ArrayList<Command>();
    if (random.nextInt(3) == 0) {
      commands.addAll(RandomValues.commands(Bytes.of("v"), random));
    }
    for (var left = 4 + random.nextInt(30); left > 0; left--) {
      switch (random.nextInt(12)) {
        case 0 -> commands.add(OTHERS.draw(random));
        case 1 -> commands.add(Places.pick(STREAMS, random));
        case 6 -> commands.add(Command.of("EVAL", Places.pick(SCRIPTS, random), "1", Places.pick(Places.KEYS, random), "7"));
        case 2, 3, 4 -> commands.add(Source.everyFamily().draw(random));
        case 5 -> {
          if (random.nextInt(4) == 0) {
            commands.add(Command.of("FUNCTION", "LOAD", "REPLACE", Places.pick(LIBRARIES, random)));
          }
        }
        default -> commands.add(Places.pick(WRITING, random).draw(random).command());
      }
    }
    return commands;
  }

  private static final List<Command> STREAMS = List.of(
      Command.of("XADD", "k4", "1-1", "f", "1"),
      Command.of("XADD", "k4", "*", "f", "2", "g", "3"),
      Command.of("XADD", "k4", "MAXLEN", "~", "1", "*", "f", "2"),
      Command.of("XGROUP", "CREATE", "k4", "g1", "0", "MKSTREAM"),
      Command.of("XREADGROUP", "GROUP", "g1", "c1", "COUNT", "2", "STREAMS", "k4", ">"),
      Command.of("XREADGROUP", "GROUP", "g1", "c2", "NOACK", "STREAMS", "k4", ">"));
}
