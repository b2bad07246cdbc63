package dev.interlace.model.script.front;

import dev.interlace.model.script.lua.Proto;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.compiler.LuaC;

/** Compiles Lua 5.1. */
public final class Compiler {
  private static final String TOO_COMPLEX = "function or expression too complex";
  private static final String TOO_LONG = "control structure too long";

  private Compiler() {}

  /**
   * Compiles a chunk.
   *
   * @param chunkName with its sigil: {@code @user_script}, or the text itself
   * @param nestedCalls C calls in progress, which count against the levels of nesting a text may have
   */
  public static Proto compile(SourceText text, String chunkName, int nestedCalls) throws SyntaxError {
    var parsed = Grammar.parse(text, chunkName, nestedCalls);
    var normal = new ByteArrayInputStream(parsed.normal().toBytes());
    var total = normal.available();
    try {
      return new ProtoReader(chunkName).read(compile(normal), parsed.main());
    } catch (LuaError e) {
      // The compiler reads byte by byte, and is one byte behind the token it stumbles over.
      Grammar.fail(text, chunkName, nestedCalls, total - normal.available(), message(String.valueOf(e.getMessage())));
      throw new IllegalStateException("the second reading of a text went further than the first", e);
    }
  }

  private static Prototype compile(ByteArrayInputStream text) {
    try {
      return LuaC.instance.compile(text, "normal");
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  /** What luaj says of the few limits that only code generation meets, in Lua 5.1's words. */
  private static String message(String said) {
    return said.contains(TOO_LONG) ? TOO_LONG : TOO_COMPLEX;
  }
}
