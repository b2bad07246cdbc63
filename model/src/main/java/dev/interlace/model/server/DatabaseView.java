package dev.interlace.model.server;

import dev.interlace.engine.system.Chooser;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.CommandLine;
import dev.interlace.model.bytes.Numbers;
import dev.interlace.model.clients.Clients;
import dev.interlace.model.durability.Recoverable;
import dev.interlace.model.keyspace.Keyspace;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.script.Scripting;
import dev.interlace.model.session.Session;
import dev.interlace.model.settings.Settings;
import dev.interlace.model.value.HashValue;
import dev.interlace.model.value.ListValue;
import dev.interlace.model.value.RedisValue;
import dev.interlace.model.value.SetValue;
import dev.interlace.model.value.SortedSetValue;
import dev.interlace.model.value.StreamValue;
import dev.interlace.model.value.StringValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The live content of the databases at one instant, for properties to judge. Texts are UTF-8.
 *
 * <p>Two views are equal if no property could tell them apart: same live keys, values (order-free where Redis promises no order),
 * and the same keys that will expire. When they will is left out: two runs that differ in nothing else differ for reasons that no
 * program controls.
 *
 * <p><b>Errors:</b> an accessor throws {@link WrongContent} if the key holds another type, or text where a number is wanted.
 */
public final class DatabaseView {
  private final Keyspace keyspace;
  private final long nowMillis;
  private final List<Map<Bytes, Content>> content;

  DatabaseView(Keyspace keyspace, long nowMillis) {
    this.keyspace = keyspace;
    this.nowMillis = nowMillis;
    this.content = new ArrayList<>();
    for (var database = 0; database < Keyspace.DATABASES; database++) {
      var live = new TreeMap<Bytes, Content>();
      for (var entry : keyspace.unordered(database)) {
        if (!entry.isExpired(nowMillis)) {
          live.put(entry.key(), new Content(entry.value().typeName(), entry.value().canonical(), entry.hasExpiry()));
        }
      }
      content.add(live);
    }
  }

  private record Content(String type, Object value, boolean hasExpiry) {}

  /** A key did not hold what a property expected. */
  public static final class WrongContent extends RuntimeException {
    WrongContent(String message) {
      super(message);
    }
  }

  /**
   * What EVAL_RO of {@code script} answers. How long a key has left to live must not be asked: views that differ in nothing else are equal.
   *
   * @return an error too, should the script fail
   */
  public Reply ask(String script, List<String> keys, List<String> arguments) {
    var words = new ArrayList<>(List.of("EVAL_RO", script, Integer.toString(keys.size())));
    words.addAll(keys);
    words.addAll(arguments);
    var server = new RedisServer(
        new ServerState(keyspace, nowMillis, Scripting.NONE, Clients.NONE, Settings.DEFAULT, Recoverable.UNTRACKED), new ScriptRunner());
    return server.execute(Session.FRESH, Command.of(words.toArray(String[]::new)), Chooser.FIRST).reply();
  }

  public boolean exists(String key) {
    return value(key).isPresent();
  }

  /** The type as TYPE answers it; {@code none} for a missing key. */
  public String type(String key) {
    return value(key).map(RedisValue::typeName).orElse("none");
  }

  /** A string value. */
  public Optional<String> string(String key) {
    return typed(key, StringValue.class).map(value -> value.bytes().toUtf8());
  }

  /** A string value as a number; 0 for a missing key, as INCR reads it. */
  public long integer(String key) {
    var text = typed(key, StringValue.class).map(StringValue::bytes);
    return text.isEmpty() ? 0 : Numbers.parseLong(text.get()).orElseThrow(() -> new WrongContent(key + " holds " + text.get() + ", not an integer"));
  }

  /** The elements of a list, first to last; empty for a missing key. */
  public List<String> list(String key) {
    return texts(typed(key, ListValue.class).map(ListValue::toList).orElse(List.of()));
  }

  /** The fields of a hash, of a small one in the order of insertion, else by name; empty for a missing key. */
  public Map<String, String> hash(String key) {
    var fields = new LinkedHashMap<String, String>();
    typed(key, HashValue.class).ifPresent(hash -> hash.sorted().forEach(field -> fields.put(field.name().toUtf8(), field.value().toUtf8())));
    return fields;
  }

  /** The members of a set by their bytes, of a small one of integers by number; empty for a missing key. */
  public List<String> set(String key) {
    return texts(typed(key, SetValue.class).map(SetValue::sorted).orElse(List.of()));
  }

  /** Member to score, lowest first; empty for a missing key. */
  public Map<String, Double> sortedSet(String key) {
    var scores = new LinkedHashMap<String, Double>();
    typed(key, SortedSetValue.class).ifPresent(set -> set.ascending().forEach(each -> scores.put(each.member().toUtf8(), each.score())));
    return scores;
  }

  /** The entries of a stream in order, ID to fields; empty for a missing key. Of fields of one name the last is shown. */
  public Map<String, Map<String, String>> stream(String key) {
    var entries = new LinkedHashMap<String, Map<String, String>>();
    typed(key, StreamValue.class).ifPresent(stream -> stream.entries().forEach(entry -> {
      var fields = new LinkedHashMap<String, String>();
      for (var i = 0; i < entry.words().size(); i += 2) {
        fields.put(entry.words().get(i).toUtf8(), entry.words().get(i + 1).toUtf8());
      }
      entries.put(entry.id().toString(), fields);
    }));
    return entries;
  }

  /** What a group of a stream has been given and not acknowledged, ID to consumer, in order; empty if there is none. */
  public Map<String, String> pending(String key, String group) {
    var owners = new LinkedHashMap<String, String>();
    typed(key, StreamValue.class)
        .flatMap(stream -> stream.group(Bytes.of(group)))
        .ifPresent(found -> found.pending().forEach(each -> owners.put(each.id().toString(), each.consumer().toUtf8())));
    return owners;
  }

  /** Whether the key is there and will expire. */
  public boolean hasExpiry(String key) {
    var found = content.getFirst().get(Bytes.of(key));
    return found != null && found.hasExpiry;
  }

  /** The live keys, by their bytes. */
  public List<String> keys() {
    return texts(new ArrayList<>(content.getFirst().keySet()));
  }

  private Optional<RedisValue> value(String key) {
    var name = Bytes.of(key);
    return content.getFirst().containsKey(name) ? Optional.of(keyspace.find(0, name).value()) : Optional.empty();
  }

  private <T extends RedisValue> Optional<T> typed(String key, Class<T> type) {
    var value = value(key);
    if (value.isPresent() && !type.isInstance(value.get())) {
      throw new WrongContent(key + " holds a " + value.get().typeName());
    }
    return value.map(type::cast);
  }

  private static List<String> texts(List<Bytes> values) {
    return values.stream().map(Bytes::toUtf8).toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DatabaseView that && content.equals(that.content);
  }

  @Override
  public int hashCode() {
    return content.hashCode();
  }

  @Override
  public String toString() {
    var shown = new StringBuilder();
    for (var each : keyspace.entries(0).entrySet()) {
      if (!each.getValue().isExpired(nowMillis)) {
        shown.append(shown.isEmpty() ? "" : ", ").append(CommandLine.format(List.of(each.getKey()))).append(" = ").append(each.getValue().value());
      }
    }
    return shown.isEmpty() ? "(empty)" : shown.toString();
  }
}
