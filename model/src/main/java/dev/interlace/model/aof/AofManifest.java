package dev.interlace.model.aof;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.CommandLine;
import dev.interlace.model.rdb.LoadFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which files hold what was appended: one that is the state at some moment, and those in which what happened since was appended, the oldest
 * first; besides, files that are of no use any more and not deleted yet.
 *
 * <p><b>Source:</b> {@code aofLoadManifestFromFile}, {@code getAofManifestAsString} and the functions about them in {@code aof.c} of Redis 7.0.
 *
 * @param name the beginning of all names: {@code appendfilename}
 * @param lastBase the number of the last base there was, 0 for none
 */
public record AofManifest(
    String name, Optional<File> base, List<File> history, List<File> increments, long lastBase, long lastIncrement) {
  /** What a file is. */
  public enum Type {
    BASE('b'),
    HISTORY('h'),
    INCREMENT('i');

    private final char letter;

    Type(char letter) {
      this.letter = letter;
    }
  }

  /** One file. @param name within the directory */
  public record File(String name, long number, Type type) {
    private String line() {
      var shown = name.chars().anyMatch(each -> each <= ' ' || each >= 127 || each == '"' || each == '\'' || each == '\\')
          ? Bytes.latin1(name).toQuoted() : name;
      return "file " + shown + " seq " + number + " type " + type.letter + "\n";
    }
  }

  private static final int LONGEST_LINE = 1024;

  /** No files yet. */
  public static AofManifest none(String name) {
    return new AofManifest(name, Optional.empty(), List.of(), List.of(), 0, 0);
  }

  /** Of a file that was kept before there were manifests. */
  public static AofManifest upgraded(String name) {
    return new AofManifest(name, Optional.of(new File(name, 1, Type.BASE)), List.of(), List.of(), 1, 0);
  }

  public String fileName() {
    return fileName(name);
  }

  /** Where the manifest itself is. */
  public static String fileName(String name) {
    return name + ".manifest";
  }

  public boolean isEmpty() {
    return base.isEmpty() && increments.isEmpty();
  }

  /** The files with something to load, in that order. */
  public List<File> toLoad() {
    var all = new ArrayList<File>();
    base.ifPresent(all::add);
    all.addAll(increments);
    return all;
  }

  /** What the file says. */
  public String text() {
    var text = new StringBuilder();
    base.ifPresent(file -> text.append(file.line()));
    history.forEach(file -> text.append(file.line()));
    increments.forEach(file -> text.append(file.line()));
    return text.toString();
  }

  /** The file that is appended to: the last one, or the first one if there is none. */
  public AofManifest withSomeIncrement() {
    return increments.isEmpty() ? withIncrement() : this;
  }

  /** With one more file to append to. */
  public AofManifest withIncrement() {
    var more = new ArrayList<>(increments);
    more.add(new File(name + "." + (lastIncrement + 1) + ".incr.aof", lastIncrement + 1, Type.INCREMENT));
    return new AofManifest(name, base, history, List.copyOf(more), lastBase, lastIncrement + 1);
  }

  /** With another base, and the one before among what is of no use. */
  public AofManifest withBase(boolean isRdb) {
    var past = new ArrayList<>(history);
    base.ifPresent(file -> past.addFirst(past(file)));
    var next = new File(name + "." + (lastBase + 1) + ".base." + (isRdb ? "rdb" : "aof"), lastBase + 1, Type.BASE);
    return new AofManifest(name, Optional.of(next), List.copyOf(past), increments, lastBase + 1, lastIncrement);
  }

  /** With only the last {@code kept} of the files that were appended to. */
  public AofManifest withoutOldIncrements(int kept) {
    var past = new ArrayList<>(history);
    var left = Math.max(0, increments.size() - kept);
    for (var i = left - 1; i >= 0; i--) {
      past.addFirst(past(increments.get(i)));
    }
    return new AofManifest(name, base, List.copyOf(past), List.copyOf(increments.subList(left, increments.size())), lastBase, lastIncrement);
  }

  public AofManifest withoutHistory() {
    return new AofManifest(name, base, List.of(), increments, lastBase, lastIncrement);
  }

  private static File past(File file) {
    return new File(file.name, file.number, Type.HISTORY);
  }

  /** @throws LoadFault if it is no manifest */
  public static AofManifest read(String name, byte[] content) {
    var reader = new Reader(none(name));
    var text = Bytes.wrap(content).toLatin1();
    require(!text.isEmpty());
    for (var at = 0; at < text.length(); ) {
      var end = text.indexOf('\n', at);
      var next = Math.min(end < 0 ? text.length() : end + 1, at + LONGEST_LINE);
      reader.line(text.substring(at, next));
      at = next;
    }
    return reader.manifest;
  }

  private static void require(boolean isFine) {
    if (!isFine) {
      throw new LoadFault(LoadFault.Kind.MANIFEST);
    }
  }

  private static final class Reader {
    private AofManifest manifest;
    private long lastIncrement;

    Reader(AofManifest start) {
      manifest = start;
    }

    void line(String line) {
      if (line.startsWith("#")) {
        return;
      }
      require(line.endsWith("\n"));
      var stripped = line.strip();
      require(!stripped.isEmpty());
      var words = CommandLine.parse(Bytes.latin1(stripped)).orElseThrow(() -> new LoadFault(LoadFault.Kind.MANIFEST));
      require(words.size() >= 6 && words.size() % 2 == 0);
      var file = Optional.<String>empty();
      var number = 0L;
      var type = ' ';
      for (var i = 0; i < words.size(); i += 2) {
        var value = words.get(i + 1);
        switch (words.get(i).toLowerCase()) {
          case "file" -> file = Optional.of(value.toLatin1());
          case "seq" -> number = AofReader.number(value.toLatin1(), 0, Long.MAX_VALUE);
          case "type" -> type = value.isEmpty() ? ' ' : value.toLatin1().charAt(0);
          default -> {} // what later versions may say
        }
      }
      require(file.isPresent() && !file.get().contains("/") && number != 0 && type != ' ');
      add(file.get(), number, type);
    }

    private void add(String file, long number, char type) {
      var before = manifest;
      switch (type) {
        case 'b' -> {
          require(before.base.isEmpty());
          var base = Optional.of(new File(file, number, Type.BASE));
          manifest = new AofManifest(before.name, base, before.history, before.increments, number, before.lastIncrement);
        }
        case 'h' -> manifest = new AofManifest(
            before.name, before.base, with(before.history, new File(file, number, Type.HISTORY)), before.increments, before.lastBase,
            before.lastIncrement);
        case 'i' -> {
          require(number > lastIncrement);
          lastIncrement = number;
          var increments = with(before.increments, new File(file, number, Type.INCREMENT));
          manifest = new AofManifest(before.name, before.base, before.history, increments, before.lastBase, number);
        }
        default -> throw new LoadFault(LoadFault.Kind.MANIFEST);
      }
    }

    private static List<File> with(List<File> files, File file) {
      var more = new ArrayList<>(files);
      more.add(file);
      return List.copyOf(more);
    }
  }
}
