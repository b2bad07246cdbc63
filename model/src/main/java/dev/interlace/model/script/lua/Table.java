package dev.interlace.model.script.lua;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A table with the memory layout of Lua 5.1, on which the order of {@code next} and the value of {@code #} depend.
 *
 * <p>An <em>array part</em> holds keys 1 to n. All else is in a <em>hash part</em> of power-of-two size whose collisions are chained
 * inside the array by Brent's variation: a node not in its main position makes way for one that is. A pointer to the last free
 * node only runs down; when it finds none, the table is {@linkplain #rehash rehashed}: the array part becomes the largest n of which more
 * than half is in use, the rest is inserted anew from the last node to the first.
 *
 * <p>An assignment of nil keeps its node (also a new one) until the next rehash, so that a traversal may clear fields.
 * Objects as keys hash by a number given in order of creation, where real Lua has addresses.
 *
 * <p><b>Source:</b> Lua 5.1.5, {@code ltable.c}.
 */
public final class Table extends Value {
  private static final Value[] NO_VALUES = new Value[0];
  private static final int[] NO_LINKS = new int[0];
  private static final int MAX_BITS = 26;

  private final int id;
  private Value[] array = NO_VALUES;
  private Value[] nodeKeys = NO_VALUES;
  private Value[] nodeValues = NO_VALUES;
  /** Index of the next node of the chain, or -1. */
  private int[] nodeNext = NO_LINKS;
  private int lastFree;
  private @Nullable Table metatable;
  private boolean readOnly;

  public Table(Machine machine) {
    this.id = machine.newId();
  }

  /** A table with room for {@code arraySize} elements and {@code hashSize} other fields. */
  public Table(Machine machine, int arraySize, int hashSize) {
    this(machine);
    if (arraySize > 0 || hashSize > 0) {
      resize(arraySize, hashSize);
    }
  }

  /** A table of a given number, still empty. */
  Table(int id) {
    this.id = id;
  }

  /** All of a table, down to where its fields lie. */
  record Layout(
      Value[] array, Value[] keys, Value[] values, int[] links, int lastFree, @Nullable Table metatable, boolean isReadOnly) {}

  /** What it is made of: read only. */
  Layout layout() {
    return new Layout(array, nodeKeys, nodeValues, nodeNext, lastFree, metatable, readOnly);
  }

  /** Takes {@code layout} over. */
  void become(Layout layout) {
    array = layout.array;
    nodeKeys = layout.keys;
    nodeValues = layout.values;
    nodeNext = layout.links;
    lastFree = layout.lastFree;
    metatable = layout.metatable;
    readOnly = layout.isReadOnly;
  }

  public @Nullable Table metatable() {
    return metatable;
  }

  public void setMetatable(@Nullable Table metatable) {
    this.metatable = metatable;
  }

  public boolean isReadOnly() {
    return readOnly;
  }

  public void setReadOnly(boolean readOnly) {
    this.readOnly = readOnly;
  }

  /** In order of creation in its machine. */
  public int id() {
    return id;
  }

  public Value get(Value key) {
    if (key instanceof Str s) {
      return get(s);
    }
    if (key instanceof Num n && n.whole != Num.NOT_WHOLE) {
      return get(n.whole);
    }
    return valueAt(find(key));
  }

  public Value get(int key) {
    var index = key - 1;
    if (index >= 0 && index < array.length) {
      return array[index];
    }
    return nodeKeys.length == 0 ? Nil.NIL : valueAt(findNumber(key));
  }

  public Value get(Str key) {
    var keys = nodeKeys;
    if (keys.length == 0) {
      return Nil.NIL;
    }
    var node = key.luaHash() & keys.length - 1;
    do {
      if (keys[node] instanceof Str s && s.equals(key)) {
        return nodeValues[node];
      }
      node = nodeNext[node];
    } while (node >= 0);
    return Nil.NIL;
  }

  private Value valueAt(int node) {
    return node < 0 ? Nil.NIL : nodeValues[node];
  }

  /**
   * Assigns without metamethods and without regard to {@link #isReadOnly}.
   *
   * @throws IllegalArgumentException if the key is nil or NaN, with the words of Lua's error
   */
  public void set(Value key, Value value) {
    if (key instanceof Num n && n.whole != Num.NOT_WHOLE) { // minus zero is none, and keeps its sign, which pairs shows
      set(n.whole, value);
      return;
    }
    var node = find(key);
    if (node >= 0) {
      nodeValues[node] = value;
    } else {
      checkKey(key);
      insert(key, value);
    }
  }

  public void set(int key, Value value) {
    var index = key - 1;
    if (index >= 0 && index < array.length) {
      array[index] = value;
      return;
    }
    var node = findNumber(key);
    if (node >= 0) {
      nodeValues[node] = value;
    } else {
      insert(Num.of(key), value);
    }
  }

  /** Assigns an element of the array part of a table without metatable, unless it is read-only. */
  boolean replaceElement(Num key, Value value) {
    var index = key.whole - 1;
    if (index < 0 || index >= array.length || metatable != null || readOnly) {
      return false;
    }
    array[index] = value;
    return true;
  }

  private static void checkKey(Value key) {
    if (key.isNil()) {
      throw new IllegalArgumentException("table index is nil");
    }
    if (key instanceof Num n && n.isNaN()) {
      throw new IllegalArgumentException("table index is NaN");
    }
  }

  private int find(Value key) {
    if (nodeKeys.length == 0 || key.isNil()) {
      return -1;
    }
    var node = mainPosition(key);
    while (node >= 0 && !nodeKeys[node].rawEquals(key)) {
      node = nodeNext[node];
    }
    return node;
  }

  private int findNumber(double key) {
    if (nodeKeys.length == 0) {
      return -1;
    }
    var node = numberPosition(key);
    while (node >= 0 && !(nodeKeys[node] instanceof Num n && n.value() == key)) {
      node = nodeNext[node];
    }
    return node;
  }

  private int mainPosition(Value key) {
    if (key instanceof Str s) { // asked first, by hand: nearly all keys are strings, and a switch over types costs
      return s.luaHash() & nodeKeys.length - 1;
    }
    if (key instanceof Num n) {
      return numberPosition(n.value());
    }
    return switch (key) {
      case Bool b -> (b == Bool.TRUE ? 1 : 0) & nodeKeys.length - 1;
      case Table t -> objectPosition(Machine.addressOf(t.id));
      case Closure c -> objectPosition(Machine.addressOf(c.id()));
      case Builtin b -> objectPosition(Machine.addressOf(b.id()));
      case LuaThread t -> objectPosition(Machine.addressOf(t.id()));
      case LightUserdata u -> 0;
      case Nil n -> 0;
      case Str s -> throw new IllegalStateException("a string");
      case Num n -> throw new IllegalStateException("a number");
    };
  }

  /** The sum of the two halves of the double, modulo an odd number. */
  private int numberPosition(double key) {
    if (key == 0) {
      return 0;
    }
    var bits = Double.doubleToRawLongBits(key);
    return Integer.remainderUnsigned((int) bits + (int) (bits >>> 32), nodeKeys.length - 1 | 1);
  }

  private int objectPosition(long address) {
    return Integer.remainderUnsigned((int) address, nodeKeys.length - 1 | 1);
  }

  private void insert(Value key, Value value) {
    if (nodeKeys.length == 0) {
      rehash(key);
      set(key, value);
      return;
    }
    var main = mainPosition(key);
    if (!nodeValues[main].isNil()) {
      var free = freePosition();
      if (free < 0) {
        rehash(key);
        set(key, value);
        return;
      }
      main = makeRoom(main, free);
    }
    nodeKeys[main] = key;
    nodeValues[main] = value;
  }

  /** The node for a new key whose main position is taken: the squatter moves to {@code free}, or the new key goes there. */
  private int makeRoom(int main, int free) {
    var other = mainPosition(nodeKeys[main]);
    if (other == main) {
      nodeNext[free] = nodeNext[main];
      nodeNext[main] = free;
      return free;
    }
    while (nodeNext[other] != main) {
      other = nodeNext[other];
    }
    nodeNext[other] = free;
    nodeKeys[free] = nodeKeys[main];
    nodeValues[free] = nodeValues[main];
    nodeNext[free] = nodeNext[main];
    nodeNext[main] = -1;
    return main;
  }

  private int freePosition() {
    while (lastFree > 0) {
      lastFree--;
      if (nodeKeys[lastFree].isNil()) {
        return lastFree;
      }
    }
    return -1;
  }

  private void rehash(Value extraKey) {
    if (isNextElement(extraKey)) {
      resize(1 << ceilLog2(array.length + 1), 0);
      return;
    }
    var slices = new int[MAX_BITS + 1];
    var integers = countArray(slices);
    var total = integers;
    for (var i = 0; i < nodeKeys.length; i++) {
      if (!nodeValues[i].isNil()) {
        integers += countInteger(nodeKeys[i], slices);
        total++;
      }
    }
    integers += countInteger(extraKey, slices);
    total++;
    var size = 0;
    var inArray = 0;
    var seen = 0;
    for (int bit = 0, power = 1; bit <= MAX_BITS && power / 2 < integers; bit++, power *= 2) {
      seen += slices[bit];
      if (slices[bit] > 0 && seen > power / 2) {
        size = power;
        inArray = seen;
      }
    }
    resize(size, total - inArray);
  }

  /** Whether the table is a list without holes, and {@code key} the number of the element behind its last. */
  private boolean isNextElement(Value key) {
    if (nodeKeys.length > 0 || !(key instanceof Num n) || n.value() != array.length + 1 || array.length >= 1 << MAX_BITS) {
      return false;
    }
    for (var element : array) {
      if (element == Nil.NIL) {
        return false;
      }
    }
    return true;
  }

  private int countArray(int[] slices) {
    var used = 0;
    var index = 1;
    for (int bit = 0, limit = 1; bit <= MAX_BITS && index <= array.length; bit++, limit *= 2) {
      var inSlice = 0;
      for (; index <= Math.min(limit, array.length); index++) {
        if (!array[index - 1].isNil()) {
          inSlice++;
        }
      }
      slices[bit] += inSlice;
      used += inSlice;
    }
    return used;
  }

  private static int countInteger(Value key, int[] slices) {
    if (key instanceof Num n && n.value() >= 1 && n.value() <= 1 << MAX_BITS && (int) n.value() == n.value()) {
      slices[ceilLog2((int) n.value())]++;
      return 1;
    }
    return 0;
  }

  private static int ceilLog2(int n) {
    return 32 - Integer.numberOfLeadingZeros(n - 1);
  }

  private void resize(int arraySize, int hashSize) {
    var oldArray = array;
    var oldKeys = nodeKeys;
    var oldValues = nodeValues;
    array = Arrays.copyOf(oldArray, arraySize);
    if (arraySize > oldArray.length) {
      Arrays.fill(array, oldArray.length, arraySize, Nil.NIL);
    }
    allocateNodes(hashSize);
    for (var i = arraySize; i < oldArray.length; i++) {
      if (!oldArray[i].isNil()) {
        set(i + 1, oldArray[i]);
      }
    }
    for (var i = oldKeys.length - 1; i >= 0; i--) {
      if (!oldValues[i].isNil()) {
        set(oldKeys[i], oldValues[i]);
      }
    }
  }

  private void allocateNodes(int size) {
    if (size == 0) {
      nodeKeys = NO_VALUES;
      nodeValues = NO_VALUES;
      nodeNext = NO_LINKS;
      lastFree = 0;
      return;
    }
    var length = 1 << ceilLog2(size);
    nodeKeys = new Value[length];
    nodeValues = new Value[length];
    nodeNext = new int[length];
    Arrays.fill(nodeKeys, Nil.NIL);
    Arrays.fill(nodeValues, Nil.NIL);
    Arrays.fill(nodeNext, -1);
    lastFree = length;
  }

  /** Makes the array part at least {@code size} long, as a constructor {@code {...}} does before it fills in a batch. */
  void growArray(int size) {
    if (size > array.length) {
      resize(size, nodeKeys.length);
    }
  }

  /** A border: some n with {@code t[n]} not nil and {@code t[n+1]} nil, found by halving as Lua 5.1 does. */
  public int length() {
    var high = array.length;
    if (high > 0 && array[high - 1].isNil()) {
      var low = 0;
      while (high - low > 1) {
        var middle = low + high >>> 1;
        if (array[middle - 1].isNil()) {
          high = middle;
        } else {
          low = middle;
        }
      }
      return low;
    }
    return nodeKeys.length == 0 ? high : searchBeyond(high);
  }

  private int searchBeyond(int known) {
    long low = known;
    long high = known + 1L;
    while (high <= Integer.MAX_VALUE && !get((int) high).isNil()) {
      low = high;
      high *= 2;
    }
    if (high > Integer.MAX_VALUE) {
      return linearBorder();
    }
    while (high - low > 1) {
      var middle = (low + high) / 2;
      if (get((int) middle).isNil()) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return (int) low;
  }

  private int linearBorder() {
    var i = 1;
    while (!get(i).isNil()) {
      i++;
    }
    return i - 1;
  }

  /** The number of slots a traversal visits; slot numbers run from 0. */
  public int slots() {
    return array.length + nodeKeys.length;
  }

  public Value keyAt(int slot) {
    return slot < array.length ? Num.of(slot + 1.0) : nodeKeys[slot - array.length];
  }

  /** Nil where a slot is not in use. */
  public Value valueAtSlot(int slot) {
    return slot < array.length ? array[slot] : nodeValues[slot - array.length];
  }

  /** The first slot in use after that of {@code key} (nil: from the start), -1 at the end, -2 if the key is not here. */
  public int slotAfter(Value key) {
    var slot = slotOf(key);
    if (slot == -2) {
      return -2;
    }
    for (slot++; slot < slots(); slot++) {
      if (!valueAtSlot(slot).isNil()) {
        return slot;
      }
    }
    return -1;
  }

  private int slotOf(Value key) {
    if (key.isNil()) {
      return -1;
    }
    if (key instanceof Num n && n.value() >= 1 && n.value() <= array.length && (int) n.value() == n.value()) {
      return (int) n.value() - 1;
    }
    var node = find(key);
    return node < 0 ? -2 : array.length + node;
  }

  @Override
  public String toString() {
    return "table: " + Machine.address(id);
  }
}
