package dev.interlace.model.script.front;

import dev.interlace.model.script.lua.Proto;
import dev.interlace.model.script.lua.Str;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.compiler.LuaC;

/** Compiles Lua 5.1. */
public final class Compiler {
  private Compiler() {}

  /**
   * Compiles a chunk.
   *
   * @param chunkName with its sigil: {@code @user_script}, or the text itself
   * @param nestedCalls C calls in progress, which count against the levels of nesting a text may have
   */
  public static Proto compile(Str text, String chunkName, int nestedCalls) throws SyntaxError {
    var normal = Grammar.parse(text.toString(), chunkName, nestedCalls);
    return new ProtoReader(chunkName).read(compile(normal, chunkName));
  }

  /** What only code generation finds out, such as a lack of registers, luaj says in its own words after the line. */
  private static Prototype compile(NormalText text, String chunkName) throws SyntaxError {
    try {
      return LuaC.instance.compile(new ByteArrayInputStream(text.toBytes()), chunkName);
    } catch (LuaError e) {
      throw new SyntaxError(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }
}
