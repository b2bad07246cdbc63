package dev.interlace.properties.serve;

import dev.interlace.engine.random.Prng;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests as they should be, then damaged in a place or two. Each ends in two whole PINGs: whether they are answered tells whether the
 * server went on reading.
 */
final class DamagedStreams {
  private static final String LAST = "\r\nPING\r\n*1\r\n$4\r\nPING\r\n";

  private static final List<String> COMMANDS = List.of(
      "PING", "PING hello", "ECHO two\\ words", "SET k 1", "GET k", "INCR k", "GET none", "DEL k", "MSET a 1 b 2", "MGET a b c", "LPUSH l 1 2",
      "LRANGE l 0 -1", "NOSUCH a b", "GET", "SET k", "MULTI", "EXEC", "DISCARD", "HGET l x", "SELECT 0", "QUIT", "STRLEN k",
      "HELLO 3", "HELLO 2", "AUTH secret", "AUTH wrong", "ZADD z 1.5 a", "ZSCORE z a", "HSET h f v", "HGETALL h", "RESET", "WATCH k", "UNWATCH");

  private static final List<String> SNIPPETS = List.of(
      "\r\n", "\n", "\r", "\0", "*", "$", "*0\r\n", "*-1\r\n", "*1\r\n", "*3\r\n", "$-1\r\n", "$0\r\n\r\n", "$5\r\n", "+", "-", ":", "\"", "'", "\\",
      "\\x41", " ", "\t", "*1024\r\n", "*2147483647\r\n", "*2147483648\r\n", "*1048577\r\n", "$536870912\r\n", "$536870913\r\n",
      "$99999999999999999999\r\n", "*99999999999999999999\r\n", "$4294967296\r\n", "*+1\r\n", "*01\r\n", "$ 4\r\n", "PING\r\n", "\u00ff\u00fe", "0", "9");

  private final Prng random;

  DamagedStreams(long seed) {
    random = new Prng(seed);
  }

  String next() {
    var stream = new StringBuilder();
    for (var i = random.nextInt(4); i >= 0; i--) {
      stream.append(random.nextInt(3) == 0 ? inline() : multibulk());
    }
    for (var i = random.nextInt(4); i > 0; i--) {
      damage(stream);
    }
    return stream.append(LAST).toString();
  }

  private String inline() {
    return pick(COMMANDS).replace("two\\ words", pick(List.of("'two words'", "\"two\\x20words\"", "two"))) + pick(List.of("\r\n", "\n"));
  }

  private String multibulk() {
    var words = new ArrayList<String>();
    for (var word : pick(COMMANDS).split("(?<!\\\\) ")) {
      words.add(word.replace("\\ ", " "));
    }
    var out = new StringBuilder("*" + words.size() + "\r\n");
    words.forEach(word -> out.append("$").append(word.length()).append("\r\n").append(word).append("\r\n"));
    return out.toString();
  }

  private void damage(StringBuilder stream) {
    var at = random.nextInt(stream.length() + 1);
    var end = Math.min(stream.length(), at + 1 + random.nextInt(6));
    switch (random.nextInt(5)) {
      case 0 -> stream.insert(at, pick(SNIPPETS));
      case 1 -> stream.delete(at, end);
      case 2 -> stream.replace(at, end, pick(SNIPPETS));
      case 3 -> stream.insert(at, stream.substring(at, end));
      default -> {
        if (at < stream.length()) {
          stream.setCharAt(at, (char) random.nextInt(256));
        }
      }
    }
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
