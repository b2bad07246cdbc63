package dev.interlace.traces.oracle;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;
import dev.interlace.model.request.Command;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A script, and a library of functions, that run the commands in their arguments and answer the replies: what such a script answers can be
 * compared command for command, as the replies of EXEC.
 *
 * <p><b>Shape:</b> the arguments behind the keys are, for each command, the number of its words and then the words.
 */
public final class RanArguments {
  private static final String BODY = """
      local replies, at = {}, 1
      while at <= #ARGV do
        local size = tonumber(ARGV[at])
        if not size or size < 1 then break end
        replies[#replies + 1] = redis.pcall(unpack(ARGV, at + 1, at + size))
        at = at + size + 1
      end
      return replies
      """;

  /** To be run by EVAL and its like. */
  public static final String SCRIPT = BODY;

  /** To be loaded by FUNCTION LOAD; its functions are called {@code run} and {@code runro}. */
  public static final String LIBRARY = "#!lua name=running\n"
      + "local function run(KEYS, ARGV)\n" + BODY + "end\n"
      + "redis.register_function('run', run)\n"
      + "redis.register_function{function_name='runro', callback=run, flags={'no-writes'}}\n";

  /** What EVALSHA calls {@link #SCRIPT}. */
  public static final String SHA = sha(SCRIPT);

  private static final int KEY_COUNT_AT = 2;

  private RanArguments() {}

  /** What {@code command} runs, if it runs the script or one of the functions. */
  public static Optional<List<Command>> of(Command command) {
    var words = command.words();
    if (words.size() <= KEY_COUNT_AT || !isRunner(command.name().toLowerCase(), words.get(1).toLatin1())) {
      return Optional.empty();
    }
    var keys = Numbers.parseLong(words.get(KEY_COUNT_AT)).orElse(-1);
    var from = KEY_COUNT_AT + 1 + keys;
    return keys < 0 || from > words.size() ? Optional.empty() : commands(words.subList((int) from, words.size()));
  }

  private static boolean isRunner(String name, String what) {
    return switch (name) {
      case "eval", "eval_ro" -> what.equals(SCRIPT);
      case "evalsha", "evalsha_ro" -> what.toLowerCase(Locale.ROOT).equals(SHA);
      case "fcall", "fcall_ro" -> what.equals("run") || what.equals("runro");
      default -> false;
    };
  }

  private static Optional<List<Command>> commands(List<Bytes> arguments) {
    var commands = new ArrayList<Command>();
    for (var at = 0; at < arguments.size(); ) {
      var size = Numbers.parseLong(arguments.get(at)).orElse(0);
      if (size < 1 || at + size >= arguments.size()) {
        return Optional.empty();
      }
      commands.add(new Command(arguments.subList(at + 1, (int) (at + 1 + size))));
      at += (int) size + 1;
    }
    return Optional.of(commands);
  }

  private static String sha(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.ISO_8859_1)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
