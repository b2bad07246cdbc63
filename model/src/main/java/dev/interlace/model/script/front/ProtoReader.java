package dev.interlace.model.script.front;

import dev.interlace.model.script.lua.Bool;
import dev.interlace.model.script.lua.Nil;
import dev.interlace.model.script.lua.Num;
import dev.interlace.model.script.lua.Opcode;
import dev.interlace.model.script.lua.Proto;
import dev.interlace.model.script.lua.Str;
import dev.interlace.model.script.lua.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.luaj.vm2.LuaBoolean;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;

/** Turns luaj's compiled function into ours and takes the disguises of {@link NormalText} off. */
final class ProtoReader {
  private final String chunkName;

  ProtoReader(String chunkName) {
    this.chunkName = chunkName;
  }

  /** @param scope what the grammar knows of the function */
  Proto read(Prototype source, FunctionScope scope) {
    var shape = new Proto.Shape(chunkName, source.linedefined, source.numparams, source.is_vararg != 0, source.maxstacksize);
    var constants = new Value[source.k.length];
    var argTable = -1;
    for (var i = 0; i < constants.length; i++) {
      argTable = source.k[i] instanceof LuaString text && text(text).equals(NormalText.ARG_TABLE) ? i : argTable;
      constants[i] = constant(source.k[i]);
    }
    return new Proto(shape, code(source, argTable), lines(source, scope), constants, inner(source, scope), upvalues(source), locals(source));
  }

  /**
   * An assignment of the disguised table {@code arg} becomes an instruction of its own, and so does a use of the hidden variable {@code
   * _ENV}.
   */
  private static int[] code(Prototype source, int argTable) {
    var code = source.code.clone();
    for (var i = 0; i < code.length; i++) {
      code[i] = switch (Opcode.of(code[i])) {
        case Opcode.LOADK -> Opcode.bx(code[i]) == argTable ? Opcode.with(code[i], Opcode.ARG) : code[i];
        case Opcode.GETTABUP -> isGlobals(source, Opcode.b(code[i])) ? Opcode.with(code[i], Opcode.GETGLOBAL) : code[i];
        case Opcode.SETTABUP -> isGlobals(source, Opcode.a(code[i])) ? Opcode.with(code[i], Opcode.SETGLOBAL) : code[i];
        default -> code[i];
      };
    }
    return code;
  }

  private static boolean isGlobals(Prototype source, int upvalue) {
    return text(source.upvalues[upvalue].name).equals("_ENV");
  }

  /** Lua 5.1 counts a call to the line where its arguments begin, 5.2 to that where the expression before them does. */
  private static int[] lines(Prototype source, FunctionScope scope) {
    var lines = source.lineinfo.clone();
    var calls = 0;
    for (var i = 0; i < lines.length; i++) {
      var opcode = Opcode.of(source.code[i]);
      if (opcode == Opcode.CALL || opcode == Opcode.TAILCALL) {
        lines[i] = scope.callLine(calls++);
      }
    }
    return lines;
  }

  private Proto[] inner(Prototype source, FunctionScope scope) {
    var count = source.p == null ? 0 : source.p.length;
    return IntStream.range(0, count).mapToObj(i -> read(source.p[i], scope.inner(i))).toArray(Proto[]::new);
  }

  private static Proto.UpvalueSource[] upvalues(Prototype source) {
    return Arrays.stream(source.upvalues)
        .map(up -> new Proto.UpvalueSource(name(up.name), up.instack, up.idx))
        .toArray(Proto.UpvalueSource[]::new);
  }

  private static Proto.LocalName[] locals(Prototype source) {
    return Arrays.stream(source.locvars)
        .map(local -> new Proto.LocalName(name(local.varname), local.startpc, local.endpc))
        .toArray(Proto.LocalName[]::new);
  }

  private static Value constant(LuaValue source) {
    return switch (source) {
      case LuaString text -> constant(text(text));
      case LuaNumber number -> Num.of(number.todouble());
      case LuaBoolean truth -> Bool.of(truth.v);
      default -> Nil.NIL;
    };
  }

  private static Value constant(String text) {
    if (text.startsWith("\0" + NormalText.NUMBER)) {
      return Num.of(Double.longBitsToDouble(Long.parseUnsignedLong(text.substring(2), 16)));
    }
    if (text.startsWith("\0" + NormalText.STRING)) {
      return Str.of(text.substring(2));
    }
    return Str.of(plainName(text));
  }

  private static String name(LuaString name) {
    return plainName(text(name));
  }

  private static String plainName(String name) {
    return name.length() > 4 && NormalText.isDisguisedOrReserved(name) ? name.substring(0, name.length() - 1) : name;
  }

  private static String text(LuaString string) {
    return new String(string.m_bytes, string.m_offset, string.m_length, StandardCharsets.ISO_8859_1);
  }
}
