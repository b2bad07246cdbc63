package dev.interlace.model.command;

import dev.interlace.engine.system.Chooser;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;
import dev.interlace.model.command.CommandInfo.Flag;
import dev.interlace.model.keyspace.Database;
import dev.interlace.model.notice.EventClass;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.value.HashValue;
import dev.interlace.model.value.ListValue;
import dev.interlace.model.value.RedisValue;
import dev.interlace.model.value.SetValue;
import dev.interlace.model.value.SortedSetValue;
import dev.interlace.model.value.StreamValue;
import dev.interlace.model.value.StringValue;
import dev.interlace.model.value.Thresholds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One command being executed, as its handler sees it: arguments, the selected database, time that stands still, and choices.
 *
 * <p><b>Errors:</b> the typed accessors end the command with a {@link CommandFault}. A handler calls them all before its first write.
 *
 * <p><b>Writing:</b> {@code xForWrite} answers a value that may be changed in place; {@link Database#changed} must follow once it was.
 */
public final class Call {
  private final CommandSpec spec;
  private final List<Bytes> words;
  private final Database database;
  private final long nowMillis;
  private final long microsSince;
  private final Chooser chooser;
  private final boolean isFromScript;
  private final boolean isReading;

  /** @param microsSince how long the script has been running that this command is from; what is there is judged by the time at which it started */
  public Call(
      CommandSpec spec, List<Bytes> words, Database database, long nowMillis, long microsSince, Chooser chooser, boolean isFromScript) {
    this(spec, words, database, nowMillis, microsSince, chooser, isFromScript, !spec.has(Flag.WRITE));
  }

  private Call(
      CommandSpec spec, List<Bytes> words, Database database, long nowMillis, long microsSince, Chooser chooser, boolean isFromScript,
      boolean isReading) {
    this.spec = spec;
    this.words = words;
    this.database = database;
    this.nowMillis = nowMillis;
    this.microsSince = microsSince;
    this.chooser = chooser;
    this.isFromScript = isFromScript;
    this.isReading = isReading;
  }

  /** The full name in lower case. */
  public String name() {
    return spec.name();
  }

  public List<Bytes> words() {
    return words;
  }

  /** How many words there are, the name included. */
  public int size() {
    return words.size();
  }

  /** The word at {@code index}; 0 is the name. */
  public Bytes word(int index) {
    return words.get(index);
  }

  /** The first argument. */
  public Bytes key() {
    return words.get(1);
  }

  /** Whether the word at {@code index} is {@code option}, in any case. */
  public boolean isOption(int index, String option) {
    return words.get(index).equalsIgnoreCase(option);
  }

  public Database database() {
    return database;
  }

  /**
   * Milliseconds since the epoch, as remaining times are counted from; the same throughout a transaction, but time goes on in a script. Whether a
   * key has expired is judged by the time at which the script started.
   */
  public long nowMillis() {
    database.noteClock();
    return nowMillis + microsSince / 1_000;
  }

  /** The sizes at which values change their representation. */
  public Thresholds thresholds() {
    return database.thresholds();
  }

  /** The moment as TIME tells it: while a script runs, time goes on. */
  public long nowMicros() {
    database.noteClock();
    return nowMillis * 1_000 + microsSince;
  }

  public boolean isFromScript() {
    return isFromScript;
  }

  /** One of {@code n} outcomes that the server may pick; explored one by one. */
  public int choose(int n) {
    return n == 1 ? 0 : chooser.choose(n);
  }

  /** The word as an integer, else ends with {@link Errors#NOT_AN_INTEGER}. */
  public long integer(int index) {
    return integer(index, Errors.NOT_AN_INTEGER);
  }

  public long integer(int index, Reply.Error otherwise) {
    return Numbers.parseLong(words.get(index)).orElseThrow(() -> new CommandFault(otherwise));
  }

  /** The word as an integer between two bounds (inclusive), else ends with {@code otherwise}. */
  public long integer(int index, long least, long most, Reply.Error otherwise) {
    var value = integer(index, otherwise);
    if (value < least || value > most) {
      throw new CommandFault(otherwise);
    }
    return value;
  }

  /** The word as a double, else ends with {@code otherwise}. */
  public double decimal(int index, Reply.Error otherwise) {
    return Numbers.parseDouble(words.get(index)).orElseThrow(() -> new CommandFault(otherwise));
  }

  /** Ends the command with an error. */
  public static CommandFault fail(Reply.Error error) {
    throw new CommandFault(error);
  }

  public Optional<Bytes> string(Bytes key) {
    return typed(key, StringValue.class).map(StringValue::bytes);
  }

  public Optional<ListValue> list(Bytes key) {
    return typed(key, ListValue.class);
  }

  public Optional<HashValue> hash(Bytes key) {
    return typed(key, HashValue.class);
  }

  public Optional<SetValue> set(Bytes key) {
    return typed(key, SetValue.class);
  }

  public Optional<SortedSetValue> sortedSet(Bytes key) {
    return typed(key, SortedSetValue.class);
  }

  public Optional<StreamValue> stream(Bytes key) {
    return typed(key, StreamValue.class);
  }

  public Optional<ListValue> listForWrite(Bytes key) {
    return typedForWrite(key, ListValue.class);
  }

  public Optional<HashValue> hashForWrite(Bytes key) {
    return typedForWrite(key, HashValue.class);
  }

  public Optional<SetValue> setForWrite(Bytes key) {
    return typedForWrite(key, SetValue.class);
  }

  public Optional<SortedSetValue> sortedSetForWrite(Bytes key) {
    return typedForWrite(key, SortedSetValue.class);
  }

  public Optional<StreamValue> streamForWrite(Bytes key) {
    return typedForWrite(key, StreamValue.class);
  }

  /**
   * The value for writing, an empty one being stored first if the key is missing. Call it when nothing can fail any more.
   *
   * @param current what {@code xForWrite} answered
   */
  public <T extends RedisValue> T orCreate(Bytes key, Optional<T> current, Supplier<T> empty) {
    if (current.isPresent()) {
      return current.get();
    }
    var created = empty.get();
    database.create(key, created);
    return created;
  }

  /** Follows a change in place as {@link Database#changed} does, and publishes {@code event}, and that an emptied key is deleted. */
  public void changed(Bytes key, EventClass kind, String event) {
    database.changed(key, kind, event);
  }

  /** Removes a live key, touches it and publishes that; answers whether it was there. */
  public boolean delete(Bytes key) {
    var wasThere = database.delete(key);
    if (wasThere) {
      database.notify(EventClass.GENERIC, "del", key);
    }
    return wasThere;
  }

  /** Like {@link #delete}, but a key that has expired is deleted too. */
  public boolean deleteStored(Bytes key) {
    var wasThere = database.deleteStored(key);
    if (wasThere) {
      database.notify(EventClass.GENERIC, "del", key);
    }
    return wasThere;
  }

  /** This call, looking keys up as commands do that only read: it is published if one is missing. */
  public Call reading() {
    return new Call(spec, words, database, nowMillis, microsSince, chooser, isFromScript, true);
  }

  /** What was written counts for so many changes, however many keys it was; if for none, nobody needs to repeat it. */
  public void counts(long changes) {
    database.count(changes);
  }

  /** Notes what the command comes to for those who repeat it, if that is not what the client sent. */
  public void propagateAs(Supplier<List<Bytes>> words) {
    database.effects().replace(() -> List.of(words.get()));
  }

  /** Notes nothing but what was noted on the way. */
  public void propagateNothing() {
    database.effects().replace(List::of);
  }

  /** The command counts for those who repeat it though no key was changed. */
  public void propagateAnyway() {
    database.effects().force();
  }

  /** A command of texts and numbers. */
  public static List<Bytes> words(Object... parts) {
    var words = new ArrayList<Bytes>();
    for (var part : parts) {
      words.add(part instanceof Bytes bytes ? bytes : Bytes.of(part.toString()));
    }
    return words;
  }

  /** What a key that goes because its time is up comes to. */
  public List<Bytes> expired() {
    return database.effects().expiry(key());
  }

  /** Says that Redis writes the reply here, before what follows: it matters to a client that hears of its own doings. */
  public void answered() {
    answered(Integer.MAX_VALUE);
  }

  /** The same of so many {@linkplain dev.interlace.model.reply.Parts parts} of it. */
  public void answered(int parts) {
    database.answered(parts);
  }

  /** Publishes that something happened to a key of the selected database, if the server is set up to. */
  public void notify(EventClass kind, String event, Bytes key) {
    database.notify(kind, event, key);
  }

  private <T extends RedisValue> Optional<T> typed(Bytes key, Class<T> type) {
    return typed(isReading ? database.read(key) : database.find(key), type);
  }

  private static <T extends RedisValue> Optional<T> typed(Optional<RedisValue> value, Class<T> type) {
    if (value.isPresent() && !type.isInstance(value.get())) {
      throw new CommandFault(Errors.WRONG_TYPE);
    }
    return value.map(type::cast);
  }

  private <T extends RedisValue> Optional<T> typedForWrite(Bytes key, Class<T> type) {
    return typed(database.find(key), type).isPresent() ? Optional.of(type.cast(database.findForWrite(key))) : Optional.empty();
  }
}
