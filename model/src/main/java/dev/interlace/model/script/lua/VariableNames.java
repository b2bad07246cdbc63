package dev.interlace.model.script.lua;

import org.jspecify.annotations.Nullable;

/**
 * What the program text calls the value in a register, found by following the instructions as Lua 5.1 does.
 *
 * <p>Forward jumps are taken, so of two alternative assignments the later one is seen. Source: Lua 5.1.5, {@code getobjname} and {@code
 * symbexec}.
 */
final class VariableNames {
  /** {@code kind} is local, global, field, upvalue or method. */
  record Name(String kind, String name) {}

  private VariableNames() {}

  /** The name of {@code register} just before instruction {@code pc}, or null. */
  static @Nullable Name of(Proto proto, int pc, int register) {
    var local = localName(proto, register, pc);
    if (local != null) {
      return new Name("local", local);
    }
    var setter = lastSetter(proto, pc, register);
    if (setter < 0) {
      return null;
    }
    var instruction = proto.code[setter];
    return switch (Opcode.of(instruction)) {
      case Opcode.MOVE -> Opcode.b(instruction) < Opcode.a(instruction) ? of(proto, pc, Opcode.b(instruction)) : null;
      case Opcode.GETGLOBAL -> new Name("global", globalName(proto, setter, Opcode.c(instruction)));
      case Opcode.GETTABLE, Opcode.GETTABUP -> new Name("field", constantName(proto, Opcode.c(instruction)));
      case Opcode.SELF -> new Name("method", constantName(proto, Opcode.c(instruction)));
      case Opcode.GETUPVAL -> new Name("upvalue", proto.upvalues[Opcode.b(instruction)].name());
      default -> null;
    };
  }

  /** What the caller's program text calls the function now running, or null if the caller is not a Lua function. */
  static @Nullable Name ofRunningFunction(LuaThread thread) {
    var frame = thread.frame();
    var caller = thread.depth < 2 ? null : thread.frames[thread.depth - 2];
    if (caller == null || !caller.isLua() || frame.isLua() && frame.tailCalls > 0) {
      return null;
    }
    var proto = caller.lua().proto;
    var instruction = proto.code[caller.pc - 1];
    return switch (Opcode.of(instruction)) {
      case Opcode.CALL, Opcode.TAILCALL, Opcode.TFORCALL -> of(proto, caller.pc - 1, Opcode.a(instruction));
      default -> null;
    };
  }

  private static @Nullable String localName(Proto proto, int register, int pc) {
    var remaining = register;
    for (var local : proto.locals) {
      if (local.start() > pc) {
        break;
      }
      if (pc < local.end() && remaining-- == 0) {
        return local.name();
      }
    }
    return null;
  }

  private static String constantName(Proto proto, int operand) {
    return Opcode.isConstant(operand) && proto.constants[operand & 0xff] instanceof Str s ? s.untilNul() : "?";
  }

  /** A global's name may lie beyond the 256 constants an operand reaches; then the instruction before has loaded it. */
  private static String globalName(Proto proto, int pc, int operand) {
    if (Opcode.isConstant(operand) || pc == 0 || Opcode.of(proto.code[pc - 1]) != Opcode.LOADK) {
      return constantName(proto, operand);
    }
    return proto.constants[Opcode.bx(proto.code[pc - 1])].toString();
  }

  private static int lastSetter(Proto proto, int end, int register) {
    var last = -1;
    for (var pc = 0; pc < end; pc++) {
      var instruction = proto.code[pc];
      if (sets(instruction, register)) {
        last = pc;
      }
      var target = jumpTarget(instruction, pc);
      if (pc < target && target <= end) {
        pc = target - 1;
      }
    }
    return last;
  }

  private static int jumpTarget(int instruction, int pc) {
    return switch (Opcode.of(instruction)) {
      case Opcode.JMP, Opcode.FORLOOP, Opcode.FORPREP -> pc + 1 + Opcode.sbx(instruction);
      default -> -1;
    };
  }

  private static boolean sets(int instruction, int register) {
    var a = Opcode.a(instruction);
    return switch (Opcode.of(instruction)) {
      case Opcode.LOADNIL -> a <= register && register <= a + Opcode.b(instruction);
      case Opcode.CALL, Opcode.TAILCALL -> register >= a;
      case Opcode.TFORCALL -> register >= a + 2;
      case Opcode.SELF -> register == a || register == a + 1;
      default -> register == a && Opcode.setsA(Opcode.of(instruction));
    };
  }
}
