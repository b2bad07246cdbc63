package dev.interlace.model.script.lua;

/**
 * The instructions, as luaj's compiler lays them out (those of Lua 5.2), and how to take them apart.
 *
 * <p>From the low end: 6 bits operation, 8 bits A, 9 bits C, 9 bits B; C and B together are Bx, or sBx with an offset. B and C of 256 and
 * more name a constant.
 */
public final class Opcode {
  static final int MOVE = 0;
  public static final int LOADK = 1;
  static final int LOADKX = 2;
  static final int LOADBOOL = 3;
  static final int LOADNIL = 4;
  static final int GETUPVAL = 5;
  public static final int GETTABUP = 6;
  static final int GETTABLE = 7;
  public static final int SETTABUP = 8;
  static final int SETUPVAL = 9;
  static final int SETTABLE = 10;
  static final int NEWTABLE = 11;
  static final int SELF = 12;
  static final int ADD = 13;
  static final int SUB = 14;
  static final int MUL = 15;
  static final int DIV = 16;
  static final int MOD = 17;
  static final int POW = 18;
  static final int UNM = 19;
  static final int NOT = 20;
  static final int LEN = 21;
  static final int CONCAT = 22;
  static final int JMP = 23;
  static final int EQ = 24;
  static final int LT = 25;
  static final int LE = 26;
  static final int TEST = 27;
  static final int TESTSET = 28;
  public static final int CALL = 29;
  public static final int TAILCALL = 30;
  static final int RETURN = 31;
  static final int FORLOOP = 32;
  static final int FORPREP = 33;
  static final int TFORCALL = 34;
  static final int TFORLOOP = 35;
  static final int SETLIST = 36;
  static final int CLOSURE = 37;
  static final int VARARG = 38;
  static final int EXTRAARG = 39;
  /** Our own: R(A) becomes the table {@code arg} of Lua 5.0, the extra arguments with their number {@code n}. */
  public static final int ARG = 40;
  /** Our own: R(A) becomes the global RK(C). */
  public static final int GETGLOBAL = 41;
  /** Our own: the global RK(B) becomes RK(C). */
  public static final int SETGLOBAL = 42;

  private static final int SIGNED_OFFSET = 131_071;

  private Opcode() {}

  public static int of(int instruction) {
    return instruction & 0x3f;
  }

  public static int a(int instruction) {
    return instruction >>> 6 & 0xff;
  }

  /** The same operands under another operation. */
  public static int with(int instruction, int operation) {
    return instruction & ~0x3f | operation;
  }

  public static int b(int instruction) {
    return instruction >>> 23;
  }

  static int c(int instruction) {
    return instruction >>> 14 & 0x1ff;
  }

  public static int bx(int instruction) {
    return instruction >>> 14;
  }

  static int sbx(int instruction) {
    return (instruction >>> 14) - SIGNED_OFFSET;
  }

  static boolean isConstant(int operand) {
    return operand >= 256;
  }

  /** Whether the instruction's only register written is A. */
  static boolean setsA(int operation) {
    return switch (operation) {
      case SETGLOBAL, SETTABUP, SETUPVAL, SETTABLE, JMP, EQ, LT, LE, RETURN, TFORCALL, TFORLOOP, SETLIST, EXTRAARG -> false;
      default -> true;
    };
  }

  /** A table size written as a "floating point byte": five bits of exponent, three of mantissa. */
  static int tableSize(int operand) {
    var exponent = operand >> 3 & 31;
    return exponent == 0 ? operand : (operand & 7) + 8 << exponent - 1;
  }
}
