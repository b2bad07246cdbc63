package dev.interlace.model.script.lua;

/**
 * A compiled function: instructions, constants and what error messages need.
 *
 * <p>Immutable once built, although the arrays are not copied: one {@code Proto} may serve any number of machines.
 */
public final class Proto {
  public final String chunkName;
  /** Line of the word {@code function}; 0 for a main function. */
  public final int lineDefined;
  public final int parameters;
  public final boolean isVararg;
  public final int registers;
  public final int[] code;
  public final int[] lines;
  public final Value[] constants;
  public final Proto[] inner;
  public final UpvalueSource[] upvalues;
  public final LocalName[] locals;

  /** Where a closure finds a variable of an outer function: among the creator's registers, or its own upvalues. */
  public record UpvalueSource(String name, boolean inRegister, int index) {}

  /** A local variable, alive from instruction {@code start} (inclusive) to {@code end} (exclusive). */
  public record LocalName(String name, int start, int end) {}

  /** The sizes of a function. */
  public record Shape(String chunkName, int lineDefined, int parameters, boolean isVararg, int registers) {}

  public Proto(Shape shape, int[] code, int[] lines, Value[] constants, Proto[] inner, UpvalueSource[] upvalues, LocalName[] locals) {
    this.chunkName = shape.chunkName;
    this.lineDefined = shape.lineDefined;
    this.parameters = shape.parameters;
    this.isVararg = shape.isVararg;
    this.registers = shape.registers;
    this.code = code;
    this.lines = lines;
    this.constants = constants;
    this.inner = inner;
    this.upvalues = upvalues;
    this.locals = locals;
  }
}
