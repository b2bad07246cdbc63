package dev.interlace.properties.client;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.script.Compilation;
import dev.interlace.model.script.Ended;
import dev.interlace.model.script.LuaEngine;
import dev.interlace.model.script.ScriptHost;
import dev.interlace.model.script.ScriptLimits;
import dev.interlace.model.script.ScriptState;
import java.util.ArrayList;
import java.util.List;

/**
 * A script in Redis' Lua that a client runs itself or has the server run; so that a race can be shown and its usual repair be tried by
 * changing one word.
 *
 * <p>Either way the operation's result is what EVAL answers, an error too.
 */
public record LuaScript(String source, List<String> keys, List<String> arguments) {
  public LuaScript {
    keys = List.copyOf(keys);
    arguments = List.copyOf(arguments);
  }

  /** A script without keys and arguments. */
  public static LuaScript of(String source) {
    return new LuaScript(source, List.of(), List.of());
  }

  /** What the script finds in {@code KEYS}. */
  public LuaScript keys(String... names) {
    return new LuaScript(source, List.of(names), arguments);
  }

  /** What the script finds in {@code ARGV}. */
  public LuaScript arguments(String... words) {
    return new LuaScript(source, keys, List.of(words));
  }

  /**
   * As the client's own code: each {@code redis.call} is a command that travels to the server, and others may come between any two.
   *
   * <p><b>Errors:</b> an {@link IllegalArgumentException} if it does not compile, an {@link IllegalStateException} if it goes on computing
   * without end.
   */
  public RedisProgram asClientCode() {
    return new ClientCode(this);
  }

  /** The same, at once. */
  public Reply runOn(RedisClient redis) {
    return new ClientCode(this).run(redis);
  }

  /** As one EVAL: the server runs it as one step. */
  public RedisProgram asEval() {
    return new Eval(this);
  }

  private record ClientCode(LuaScript script) implements RedisProgram {
    @Override
    public Reply run(RedisClient redis) {
      return switch (LuaEngine.compile(Bytes.of(script.source))) {
        case Compilation.Refused refused -> throw new IllegalArgumentException(refused.reply().text().toUtf8());
        case Compilation.Script compiled -> answer(new LuaEngine().run(
            compiled, bytes(script.keys), bytes(script.arguments), new Commands(redis), ScriptState.INITIAL, ScriptLimits.GENEROUS).ended());
      };
    }

    private static Reply answer(Ended ended) {
      return switch (ended) {
        case Ended.Returned returned -> returned.reply().asResp2();
        case Ended.Failed failed -> failed.reply();
        case Ended.OutOfBudget endless -> throw new IllegalStateException("a client's Lua code goes on without end between two commands");
      };
    }

    private static List<Bytes> bytes(List<String> words) {
      return words.stream().map(Bytes::of).toList();
    }
  }

  private record Commands(RedisClient redis) implements ScriptHost {
    @Override
    public Reply call(List<Bytes> command) {
      return redis.call(command.toArray(Bytes[]::new));
    }

    @Override
    public void setResp(int protocol) {}

    @Override
    public void log(int level, Bytes message) {}
  }

  private record Eval(LuaScript script) implements RedisProgram {
    @Override
    public Reply run(RedisClient redis) {
      var words = new ArrayList<>(List.of("EVAL", script.source, Integer.toString(script.keys.size())));
      words.addAll(script.keys);
      words.addAll(script.arguments);
      return redis.call(words.toArray(String[]::new));
    }
  }
}
