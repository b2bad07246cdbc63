package dev.interlace.model.script.front;

import dev.interlace.model.script.lua.Num;
import dev.interlace.model.script.lua.Opcode;
import dev.interlace.model.script.lua.Proto;
import dev.interlace.model.script.lua.Str;
import dev.interlace.model.script.lua.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.Prototype;

/** Turns luaj's compiled function into ours and takes the disguises of {@link NormalText} off. */
final class ProtoReader {
  private final String chunkName;

  ProtoReader(String chunkName) {
    this.chunkName = chunkName;
  }

  Proto read(Prototype source) {
    var shape = new Proto.Shape(chunkName, source.linedefined, source.numparams, source.is_vararg != 0, source.maxstacksize);
    var constants = new Value[source.k.length];
    var argTable = -1;
    for (var i = 0; i < constants.length; i++) {
      var text = text((LuaString) source.k[i]);
      argTable = text.equals(NormalText.ARG_TABLE) ? i : argTable;
      constants[i] = constant(text);
    }
    return new Proto(shape, code(source.code, argTable), source.lineinfo.clone(), constants, inner(source), upvalues(source), locals(source));
  }

  /** An assignment of the disguised table {@code arg} becomes an instruction of its own. */
  private static int[] code(int[] source, int argTable) {
    var code = source.clone();
    for (var i = 0; i < code.length; i++) {
      if (Opcode.of(code[i]) == Opcode.LOADK && Opcode.bx(code[i]) == argTable) {
        code[i] = Opcode.ARG | Opcode.a(code[i]) << 6;
      }
    }
    return code;
  }

  private Proto[] inner(Prototype source) {
    return source.p == null ? new Proto[0] : Arrays.stream(source.p).map(this::read).toArray(Proto[]::new);
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
