package dev.interlace.properties.mutation;

import dev.interlace.engine.program.Channel;
import dev.interlace.engine.program.Client;
import dev.interlace.engine.program.Operation;
import dev.interlace.engine.program.Program;
import dev.interlace.engine.property.Mutations;
import dev.interlace.engine.system.BuiltIn;
import dev.interlace.engine.system.SystemModel;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.CommandCatalog;
import dev.interlace.model.command.CommandInfo.Flag;
import dev.interlace.model.command.CommandKeys;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.request.Request;
import dev.interlace.model.script.Compilation;
import dev.interlace.model.script.LuaEngine;
import dev.interlace.model.script.Sha1;
import dev.interlace.model.server.DatabaseView;
import dev.interlace.model.server.RedisSystem;
import dev.interlace.model.server.ServerState;
import dev.interlace.model.session.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * Clients that wait for what nobody does, that forget WATCH, that forget MULTI and EXEC, that run a script themselves instead of having the server run it, that
 * send a write twice, or that mistype a key: one client, and one mistake, at a time. And strangers who meddle with a key, and servers that keep less.
 */
public final class RedisMutations implements Mutations<ServerState, Session, Request, Reply, DatabaseView> {
  static final String NOBODY_PUSHES_HERE = "(nobody pushes here)";

  @Override
  public List<Mutant<Request, Reply>> of(List<Client<Request, Reply>> clients, List<List<Request>> asked) {
    var scripts = scripts(asked);
    var mutants = new ArrayList<Mutant<Request, Reply>>();
    var doubled = new ArrayList<Mutant<Request, Reply>>();
    for (var c = 0; c < clients.size(); c++) {
      var name = clients.get(c).name();
      var sent = names(asked.get(c));
      if (sent.contains("watch")) {
        mutants.add(mutant(name + "'s WATCH is left out", clients, c, new Mistake.NoWatch()));
      }
      if (sent.contains("multi")) {
        mutants.add(mutant(name + "'s MULTI and EXEC are left out", clients, c, new Mistake.TornTransaction()));
      }
      if (isScripted(asked.get(c), scripts)) {
        mutants.add(mutant(name + "'s script is run by " + name + ", call by call", clients, c, new Mistake.OwnScripts(scripts)));
      }
      for (var each : sent) {
        if (isWrite(each)) {
          doubled.add(mutant(name + "'s " + each.toUpperCase(Locale.ROOT) + " is sent twice", clients, c, new Mistake.Twice(each)));
        }
      }
      var waiting = mutant(name + " waits for ever", clients, c, new Mistake.WaitsForEver());
      mutants.add(c, new Mutant<>(waiting.sentence(), List.of(BuiltIn.NO_DEADLOCK), waiting.clients()));
    }
    for (var key : keys(asked)) {
      mutants.add(Stranger.WHO_LOOKS_TWICE.at(key, clients));
    }
    for (var key : keys(asked)) {
      for (var stranger : Stranger.WHO_MEDDLE) {
        mutants.add(stranger.at(key, clients));
      }
    }
    mutants.addAll(doubled);
    return mutants;
  }

  @Override
  public List<Mutant<Request, Reply>> rarer(List<Client<Request, Reply>> clients, List<List<Request>> asked) {
    var mutants = new ArrayList<Mutant<Request, Reply>>();
    for (var c = 0; c < clients.size(); c++) {
      for (var each : names(asked.get(c))) {
        if (CommandCatalog.find(each).filter(CommandKeys::mayHave).isPresent()) {
          var sentence = clients.get(c).name() + " mistypes the keys of " + each.toUpperCase(Locale.ROOT);
          mutants.add(mutant(sentence, clients, c, new Mistake.Mistyped(each)));
        }
      }
    }
    for (var key : keys(asked)) {
      for (var stranger : Stranger.WHO_MEDDLE_MORE) {
        mutants.add(stranger.at(key, clients));
      }
    }
    return mutants;
  }

  @Override
  public List<Weaker<ServerState, Session, Request, Reply, DatabaseView>> weaker(SystemModel<ServerState, Session, Request, Reply, DatabaseView> system) {
    if (!(system instanceof RedisSystem redis) || !redis.mayGoDown() || !redis.settings().isOn("appendonly")) {
      return List.of();
    }
    var weaker = new ArrayList<Weaker<ServerState, Session, Request, Reply, DatabaseView>>();
    if (redis.settings().text("appendfsync").equals("always")) {
      weaker.add(new Weaker<>("the server has appendfsync everysec, not always", with(redis, "appendfsync", "everysec")));
    }
    weaker.add(new Weaker<>("the server has appendonly no, not yes", with(redis, "appendonly", "no")));
    return weaker;
  }

  private static RedisSystem with(RedisSystem redis, String parameter, String value) {
    var initial = redis.initial();
    return new RedisSystem(initial.with(initial.settings().with(parameter, value))).thatMayGoDown();
  }

  private static SequencedSet<Bytes> keys(List<List<Request>> asked) {
    var keys = new LinkedHashSet<Bytes>();
    for (var requests : asked) {
      for (var request : requests) {
        if (request instanceof Command(var words)) {
          CommandCatalog.find(words).ifPresent(info -> CommandKeys.in(info, words).forEach(found -> keys.add(words.get(found.position()))));
        }
      }
    }
    return keys;
  }

  private static boolean isWrite(String name) {
    return switch (name) {
      case "eval", "evalsha", "fcall" -> true;
      default -> CommandCatalog.find(name).filter(info -> info.has(Flag.WRITE) && !info.has(Flag.BLOCKING)).isPresent();
    };
  }

  private static SequencedSet<String> names(List<Request> requests) {
    var names = new LinkedHashSet<String>();
    for (var request : requests) {
      if (request instanceof Command command) {
        names.add(command.name().toLatin1().toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  /** The scripts that somebody sends and that compile, by digest. */
  private static Map<Bytes, Bytes> scripts(List<List<Request>> asked) {
    var sources = new HashMap<Bytes, Bytes>();
    for (var requests : asked) {
      for (var request : requests) {
        source(request).filter(source -> LuaEngine.compile(source) instanceof Compilation.Script).ifPresent(source -> sources.put(Sha1.hex(source), source));
      }
    }
    return sources;
  }

  private static Optional<Bytes> source(Request request) {
    if (!(request instanceof Command(var words)) || words.size() < 3) {
      return Optional.empty();
    }
    return switch (words.getFirst().toLatin1().toLowerCase(Locale.ROOT)) {
      case "eval" -> Optional.of(words.get(1));
      case "script" -> Optional.of(words.get(2));
      default -> Optional.empty();
    };
  }

  private static boolean isScripted(List<Request> requests, Map<Bytes, Bytes> scripts) {
    for (var request : requests) {
      if (request instanceof Command(var words) && words.size() > 2) {
        var isKnown = switch (words.getFirst().toLatin1().toLowerCase(Locale.ROOT)) {
          case "eval" -> scripts.containsKey(Sha1.hex(words.get(1)));
          case "evalsha" -> scripts.containsKey(words.get(1));
          default -> false;
        };
        if (isKnown) {
          return true;
        }
      }
    }
    return false;
  }

  private static Mutant<Request, Reply> mutant(String sentence, List<Client<Request, Reply>> clients, int mistaken, Mistake mistake) {
    var all = new ArrayList<>(clients);
    var operations = new ArrayList<Operation<Request, Reply>>();
    for (var operation : clients.get(mistaken).operations()) {
      operations.add(new Operation<>(operation.name(), new Mistaken(operation.program(), mistake, operations.isEmpty())));
    }
    all.set(mistaken, clients.get(mistaken).with(operations));
    return new Mutant<>(sentence, all);
  }

  /** A program that makes a mistake in all that it sends. */
  private record Mistaken(Program<Request, Reply> program, Mistake mistake, boolean isFirst) implements Program<Request, Reply> {
    @Override
    public @Nullable Object run(Channel<Request, Reply> channel) throws Exception {
      if (isFirst && mistake instanceof Mistake.WaitsForEver) {
        channel.send(Command.of("BLPOP", NOBODY_PUSHES_HERE, "0"));
        channel.receive();
      }
      return program.run(new MistakenChannel(channel, mistake));
    }
  }
}
