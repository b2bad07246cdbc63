package dev.interlace.model.script.lua;

/** A Lua function together with the variables of outer functions that it uses. */
public final class Closure extends Callable {
  final Proto proto;
  /** Of {@link #proto}, one step nearer. */
  final int[] code;
  final Value[] constants;
  final Upvalue[] upvalues;
  private final int id;

  Closure(Proto proto, int id) {
    this.proto = proto;
    this.code = proto.code;
    this.constants = proto.constants;
    this.upvalues = new Upvalue[proto.upvalues.length];
    this.id = id;
  }

  /** The main function of a chunk. */
  public static Closure main(Proto proto, Machine machine) {
    var closure = new Closure(proto, machine.newId());
    for (var i = 0; i < closure.upvalues.length; i++) {
      closure.upvalues[i] = new Upvalue(Nil.NIL);
    }
    return closure;
  }

  int id() {
    return id;
  }

  @Override
  public String toString() {
    return "function: " + Machine.address(id);
  }
}
