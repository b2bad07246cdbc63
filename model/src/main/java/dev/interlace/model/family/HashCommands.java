package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.command;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.LongDouble;
import dev.interlace.model.bytes.Numbers;
import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandFault;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.notice.EventClass;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.reply.Reply.Pair;
import dev.interlace.model.value.HashValue;
import dev.interlace.model.value.HashValue.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The hash commands. <b>Source:</b> {@code t_hash.c} of Redis 7.0. */
public final class HashCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          command("hset", call -> Reply.of(setAll(call))),
          command("hmset", HashCommands::mSet),
          command("hsetnx", HashCommands::setNx),
          command("hget", HashCommands::get),
          command("hmget", HashCommands::mGet),
          command("hgetall", HashCommands::getAll),
          command("hkeys", call -> Reply.bulks(hash(call).all().stream().map(Field::name).toList())),
          command("hvals", call -> Reply.bulks(hash(call).all().stream().map(Field::value).toList())),
          command("hlen", call -> Reply.of(hash(call).size())),
          command("hexists", call -> Reply.of(hash(call).has(call.word(2)) ? 1 : 0)),
          command("hstrlen", call -> Reply.of(hash(call).get(call.word(2)).map(Bytes::length).orElse(0))),
          command("hdel", HashCommands::del),
          command("hincrby", HashCommands::incrBy),
          command("hincrbyfloat", HashCommands::incrByFloat),
          command("hrandfield", HashCommands::randField),
          command("hscan", HashCommands::scan));

  private HashCommands() {}

  private static HashValue hash(Call call) {
    return call.hash(call.key()).orElseGet(HashValue::new);
  }

  /** How many fields are new. */
  private static long setAll(Call call) {
    if (call.size() % 2 == 1) {
      throw Call.fail(Errors.wrongArity(call.name()));
    }
    var hash = call.orCreate(call.key(), call.hashForWrite(call.key()), HashValue::new);
    var added = 0L;
    for (var i = 2; i < call.size(); i += 2) {
      added += hash.put(call.word(i), call.word(i + 1)) ? 1 : 0;
    }
    call.answered();
    call.changed(call.key(), EventClass.HASH, "hset");
    call.counts((call.size() - 2) / 2);
    return added;
  }

  private static Reply mSet(Call call) {
    setAll(call);
    return Reply.OK;
  }

  private static Reply setNx(Call call) {
    var found = call.hashForWrite(call.key());
    if (found.isPresent() && found.get().has(call.word(2))) {
      return Reply.ZERO;
    }
    put(call, found, call.word(3), "hset");
    return Reply.ONE;
  }

  /** Sets the field that is the second argument. */
  private static void put(Call call, Optional<HashValue> found, Bytes value, String event) {
    call.orCreate(call.key(), found, HashValue::new).put(call.word(2), value);
    call.answered();
    call.changed(call.key(), EventClass.HASH, event);
  }

  private static Reply get(Call call) {
    return bulkOrNil(hash(call), call.word(2));
  }

  private static Reply mGet(Call call) {
    var hash = hash(call);
    return Reply.array(call.words().subList(2, call.size()).stream().map(name -> bulkOrNil(hash, name)).toList());
  }

  private static Reply bulkOrNil(HashValue hash, Bytes name) {
    return hash.get(name).<Reply>map(Reply::of).orElse(Reply.NIL);
  }

  private static Reply getAll(Call call) {
    var pairs = new ArrayList<Pair>();
    hash(call).all().forEach(field -> pairs.add(new Pair(Reply.of(field.name()), Reply.of(field.value()))));
    return new Reply.MapReply(pairs);
  }

  private static Reply del(Call call) {
    var found = call.hashForWrite(call.key());
    var removed = 0;
    for (var name : call.words().subList(2, call.size())) {
      removed += found.isPresent() && found.get().remove(name) ? 1 : 0;
    }
    if (removed > 0) {
      call.changed(call.key(), EventClass.HASH, "hdel");
      call.counts(removed);
    }
    return Reply.of(removed);
  }

  private static Reply incrBy(Call call) {
    var by = call.integer(3);
    var found = call.hashForWrite(call.key());
    var before = found.flatMap(hash -> hash.get(call.word(2))).map(HashCommands::integerOf).orElse(0L);
    var after = before + by;
    if (((before ^ after) & (by ^ after)) < 0) {
      throw Call.fail(Errors.INCREMENT_OVERFLOWS);
    }
    put(call, found, Bytes.of(after), "hincrby");
    return Reply.of(after);
  }

  private static long integerOf(Bytes text) {
    return Numbers.parseLong(text).orElseThrow(() -> new CommandFault(Errors.HASH_VALUE_NOT_AN_INTEGER));
  }

  private static Reply incrByFloat(Call call) {
    var by = LongDouble.parse(call.word(3)).orElseThrow(() -> new CommandFault(Errors.NOT_A_FLOAT));
    if (!by.isFinite()) {
      throw Call.fail(Errors.NOT_FINITE);
    }
    var found = call.hashForWrite(call.key());
    var before = found.flatMap(hash -> hash.get(call.word(2))).map(HashCommands::longDoubleOf).orElse(LongDouble.ZERO);
    var after = before.plus(by);
    if (!after.isFinite()) {
      throw Call.fail(Errors.INCREMENT_NAN);
    }
    put(call, found, after.toBytes(), "hincrbyfloat");
    call.propagateAs(() -> Call.words("HSET", call.key(), call.word(2), after.toBytes()));
    return Reply.of(after.toBytes());
  }

  private static LongDouble longDoubleOf(Bytes text) {
    return LongDouble.parse(text).orElseThrow(() -> new CommandFault(Errors.HASH_VALUE_NOT_A_FLOAT));
  }

  private static Reply randField(Call call) {
    if (call.size() == 2) {
      return call.hash(call.key()).<Reply>map(hash -> Reply.of(hash.get(call.choose(hash.size())).name())).orElse(Reply.NIL);
    }
    var count = call.integer(2);
    if (count == Long.MIN_VALUE) {
      throw Call.fail(Errors.BEYOND_LONG);
    }
    if (call.size() > 4 || call.size() == 4 && !call.isOption(3, "withvalues")) {
      throw Call.fail(Errors.SYNTAX);
    }
    var withValues = call.size() == 4;
    if (withValues && (count < -Long.MAX_VALUE / 2 || count > Long.MAX_VALUE / 2)) {
      throw Call.fail(Errors.OUT_OF_RANGE);
    }
    var hash = hash(call);
    var picked = Sampling.of(call, hash.size(), count).stream().map(hash::get).toList();
    return withValues
        ? new Reply.Pairs(picked.stream().map(field -> new Pair(Reply.of(field.name()), Reply.of(field.value()))).toList())
        : Reply.bulks(picked.stream().map(Field::name).toList());
  }

  /** A small hash answers all at once. */
  private static Reply scan(Call call) {
    var cursor = Scan.cursor(call, 2);
    var hash = hash(call);
    if (hash.isEmpty()) {
      return Scan.reply(0, List.of());
    }
    var scan = Scan.parse(call, cursor, 3, false);
    var page = hash.isListpack() ? Scan.Page.all(hash.all()) : scan.page(hash::from);
    var shown = new ArrayList<Reply>();
    for (var field : page.elements()) {
      if (scan.selects(field.name())) {
        shown.add(Reply.of(field.name()));
        shown.add(Reply.of(field.value()));
      }
    }
    return Scan.reply(page.next(), shown);
  }
}
