package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.command;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandFault;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.notice.EventClass;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.value.HyperLogLog;
import dev.interlace.model.value.StringValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The commands that count different elements. <b>Source:</b> {@code hyperloglog.c} of Redis 7.0. */
public final class HyperLogLogCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          command("pfadd", HyperLogLogCommands::add),
          command("pfcount", HyperLogLogCommands::count),
          command("pfmerge", HyperLogLogCommands::merge),
          command("pfdebug", HyperLogLogCommands::debug));

  private HyperLogLogCommands() {}

  private static Optional<HyperLogLog> find(Call call, Bytes key) {
    return call.string(key).map(text -> HyperLogLog.of(text).orElseThrow(() -> new CommandFault(Errors.NOT_A_HYPERLOGLOG)));
  }

  private static StringValue stored(HyperLogLog counter) {
    return StringValue.changed(counter.toBytes());
  }

  /** What was added before the string turned out to be corrupted stays, and no watcher is told. */
  private static Reply add(Call call) {
    var found = find(call, call.key());
    found.ifPresent(present -> unshare(call, call.key(), present));
    var counter = found.orElseGet(HyperLogLog::empty);
    var changes = found.isEmpty() ? 1 : 0;
    try {
      for (var element : call.words().subList(2, call.size())) {
        changes += counter.add(element, call.thresholds().sparseBytes()) ? 1 : 0;
      }
    } catch (HyperLogLog.Corrupted corrupted) {
      if (changes > 0) {
        call.database().represent(call.key(), stored(counter));
      }
      return Errors.CORRUPTED_HYPERLOGLOG;
    }
    if (changes > 0) {
      counter.forgetCount();
      call.database().replace(call.key(), stored(counter));
      call.counts(changes);
      call.notify(EventClass.STRING, "pfadd", call.key());
    }
    return Reply.of(changes > 0 ? 1 : 0);
  }

  /** Of one key the count is remembered in the string, and to those who watch it that is a change. */
  private static Reply count(Call call) {
    if (call.size() > 2) {
      return Reply.of(HyperLogLog.count(union(call)));
    }
    var found = find(call, call.key());
    if (found.isEmpty()) {
      return Reply.ZERO;
    }
    unshare(call, call.key(), found.get());
    var known = found.get().knownCount();
    if (known.isPresent()) {
      return Reply.of(known.getAsLong());
    }
    try {
      var count = found.get().count();
      call.database().replace(call.key(), stored(found.get()));
      return Reply.of(count);
    } catch (HyperLogLog.Corrupted corrupted) {
      throw Call.fail(Errors.CORRUPTED_HYPERLOGLOG);
    }
  }

  /** The larger of the registers of all keys, one a byte. */
  private static byte[] union(Call call) {
    var union = HyperLogLog.empty().registers();
    for (var key : call.words().subList(1, call.size())) {
      find(call.reading(), key).ifPresent(each -> {
        var registers = registers(each);
        for (var i = 0; i < registers.length; i++) {
          union[i] = (byte) Math.max(union[i], registers[i]);
        }
      });
    }
    return union;
  }

  private static byte[] registers(HyperLogLog counter) {
    try {
      return counter.registers();
    } catch (HyperLogLog.Corrupted corrupted) {
      throw Call.fail(Errors.CORRUPTED_HYPERLOGLOG);
    }
  }

  private static Reply merge(Call call) {
    var union = union(call);
    var target = find(call, call.key()).orElseGet(HyperLogLog::empty);
    if (call.words().stream().skip(1).anyMatch(key -> find(call, key).map(HyperLogLog::isDense).orElse(false))) {
      target.becomeDense();
    }
    target.raise(union, call.thresholds().sparseBytes());
    target.forgetCount();
    call.database().replace(call.key(), stored(target));
    call.notify(EventClass.STRING, "pfadd", call.key());
    return Reply.OK;
  }

  /** No watcher is told when it changes the encoding. */
  private static Reply debug(Call call) {
    var key = call.word(2);
    var counter = find(call, key).orElseThrow(() -> new CommandFault(Errors.PFDEBUG_NO_KEY));
    unshare(call, key, counter);
    return switch (call.word(1).toLowerCase()) {
      case "getreg" -> {
        becomeDense(call, key, counter);
        var registers = new ArrayList<Reply>();
        for (var register : counter.registers()) {
          registers.add(Reply.of(register));
        }
        yield Reply.array(registers);
      }
      case "decode" -> {
        if (counter.isDense()) {
          throw Call.fail(Errors.HYPERLOGLOG_NOT_SPARSE);
        }
        yield Reply.bulk(counter.runs());
      }
      case "encoding" -> new Reply.Simple(Bytes.of(counter.isDense() ? "dense" : "sparse"));
      case "todense" -> Reply.of(becomeDense(call, key, counter) ? 1 : 0);
      default -> throw Call.fail(Errors.unknownPfDebug(call.word(1)));
    };
  }

  /** Even who changes nothing leaves a raw string, and no watcher is told. <b>Source:</b> {@code dbUnshareStringValue}. */
  private static void unshare(Call call, Bytes key, HyperLogLog counter) {
    var raw = stored(counter);
    if (!call.database().find(key).equals(Optional.of(raw))) {
      call.database().represent(key, raw);
    }
  }

  private static boolean becomeDense(Call call, Bytes key, HyperLogLog counter) {
    if (counter.isDense()) {
      return false;
    }
    registers(counter); // fails if there is nothing to make dense
    counter.becomeDense();
    call.database().represent(key, stored(counter));
    call.counts(1);
    return true;
  }
}
