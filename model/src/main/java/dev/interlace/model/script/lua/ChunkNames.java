package dev.interlace.model.script.lua;

/** How a chunk's name appears in messages. Source: Lua 5.1.5, {@code luaO_chunkid} with {@code LUA_IDSIZE} 60. */
public final class ChunkNames {
  private static final int SIZE = 60;
  private static final int COMPILER_SIZE = 80;

  private ChunkNames() {}

  /** {@code =x} and {@code @x} become {@code x}; anything else is the text of the chunk and becomes {@code [string "first line..."]}. */
  static String shorten(String name) {
    return shorten(name, SIZE);
  }

  /** The same for an error of the compiler, which has a larger buffer. */
  public static String shortenForCompiler(String name) {
    return shorten(name, COMPILER_SIZE);
  }

  private static String shorten(String name, int size) {
    if (name.startsWith("=")) {
      return name.substring(1, Math.min(name.length(), size));
    }
    if (name.startsWith("@")) {
      var room = size - " '...' ".length() - 1;
      var file = name.substring(1);
      return file.length() > room ? "..." + file.substring(file.length() - room) : file;
    }
    var end = 0;
    while (end < name.length() && name.charAt(end) != '\n' && name.charAt(end) != '\r') {
      end++;
    }
    var room = size - " [string \"...\"] ".length() - 1;
    var length = Math.min(end, room);
    return "[string \"" + name.substring(0, length) + (length < name.length() ? "..." : "") + "\"]";
  }
}
