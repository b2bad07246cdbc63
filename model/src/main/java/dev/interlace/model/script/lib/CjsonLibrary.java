package dev.interlace.model.script.lib;

import dev.interlace.model.script.lua.Bool;
import dev.interlace.model.script.lua.Call;
import dev.interlace.model.script.lua.LightUserdata;
import dev.interlace.model.script.lua.Machine;
import dev.interlace.model.script.lua.Num;
import dev.interlace.model.script.lua.Str;
import dev.interlace.model.script.lua.Table;
import dev.interlace.model.script.lua.Value;
import java.util.List;

/** The library {@code cjson}: its functions and their settings. Source: lua-cjson 2.1.0 as Redis 7.0 carries it, {@code lua_cjson.c}. */
public final class CjsonLibrary {
  private static final List<String> ENCODE_CHOICES = List.of("off", "on", "null");
  private static final List<String> SWITCH_CHOICES = List.of("off", "on");

  private CjsonSettings settings = CjsonSettings.INITIAL;

  private CjsonLibrary() {}

  /** The settings of the global instance, which outlive a script. */
  public static final class Instance {
    private final CjsonLibrary library = new CjsonLibrary();

    public CjsonSettings settings() {
      return library.settings;
    }

    public void setSettings(CjsonSettings settings) {
      library.settings = settings;
    }

    /** The library's table. */
    public Table open(Machine machine) {
      return library.table(machine);
    }
  }

  private Table table(Machine machine) {
    return new LibraryTable(machine, new Table(machine))
        .add("encode", call -> call.push(new CjsonEncoder(call, settings).encode(onlyArgument(call))))
        .add("decode", call -> call.push(decode(call)))
        .add("encode_sparse_array", this::sparseArray)
        .add("encode_max_depth", this::encodeMaxDepth)
        .add("decode_max_depth", this::decodeMaxDepth)
        .add("encode_number_precision", this::precision)
        .add("encode_keep_buffer", this::keepBuffer)
        .add("encode_invalid_numbers", this::encodeInvalid)
        .add("decode_invalid_numbers", this::decodeInvalid)
        .add("new", call -> call.push(new CjsonLibrary().table(call.machine())))
        .set("null", LightUserdata.NULL)
        .set("_NAME", Str.of("cjson"))
        .set("_VERSION", Str.of("2.1.0"))
        .table();
  }

  private static Value onlyArgument(Call call) {
    if (call.count() != 1) {
      throw call.argumentError(1, "expected 1 argument");
    }
    return call.arg(1);
  }

  private Value decode(Call call) {
    onlyArgument(call);
    return new CjsonDecoder(call, call.checkString(1), settings).decode();
  }

  private static void atMost(Call call, int arguments) {
    if (call.count() > arguments) {
      throw call.argumentError(arguments + 1, "found too many arguments");
    }
  }

  private static int integer(Call call, int n, int current, int min, int max) {
    if (call.isAbsentOrNil(n)) {
      return current;
    }
    var value = call.checkInt(n);
    if (value < min || value > max) {
      throw call.argumentError(1, "expected integer between " + min + " and " + max);
    }
    return value;
  }

  private static int choice(Call call, int n, int current, List<String> choices) {
    if (call.isAbsentOrNil(n)) {
      return current;
    }
    if (call.arg(n) instanceof Bool) {
      return call.arg(n) == Bool.TRUE ? CjsonSettings.ON : CjsonSettings.OFF;
    }
    var word = call.checkString(n).untilNul();
    if (!choices.contains(word)) {
      throw call.argumentError(n, "invalid option '" + word + "'");
    }
    return choices.indexOf(word);
  }

  /** <b>Deviation:</b> the real library crashes on a string here. */
  private static boolean flag(Call call, int n, boolean current) {
    return choice(call, n, current ? CjsonSettings.ON : CjsonSettings.OFF, SWITCH_CHOICES) == CjsonSettings.ON;
  }

  private static Value shown(int choice) {
    return choice == CjsonSettings.NULL ? Str.of("null") : Bool.of(choice == CjsonSettings.ON);
  }

  private int sparseArray(Call call) {
    atMost(call, 3);
    settings = settings.withSparse(flag(call, 1, settings.convertsSparse()), settings.sparseRatio(), settings.sparseSafe());
    settings = settings.withSparse(
        settings.convertsSparse(), integer(call, 2, settings.sparseRatio(), 0, Integer.MAX_VALUE), settings.sparseSafe());
    settings = settings.withSparse(
        settings.convertsSparse(), settings.sparseRatio(), integer(call, 3, settings.sparseSafe(), 0, Integer.MAX_VALUE));
    return call.push(Bool.of(settings.convertsSparse()), Num.of(settings.sparseRatio()), Num.of(settings.sparseSafe()));
  }

  private int encodeMaxDepth(Call call) {
    atMost(call, 1);
    settings = settings.withDepths(integer(call, 1, settings.encodeDepth(), 1, Integer.MAX_VALUE), settings.decodeDepth());
    return call.push(settings.encodeDepth());
  }

  private int decodeMaxDepth(Call call) {
    atMost(call, 1);
    settings = settings.withDepths(settings.encodeDepth(), integer(call, 1, settings.decodeDepth(), 1, Integer.MAX_VALUE));
    return call.push(settings.decodeDepth());
  }

  private int precision(Call call) {
    atMost(call, 1);
    settings = settings.withPrecision(integer(call, 1, settings.precision(), 1, 14));
    return call.push(settings.precision());
  }

  private int keepBuffer(Call call) {
    atMost(call, 1);
    settings = settings.withBuffer(flag(call, 1, settings.keepsBuffer()));
    return call.push(Bool.of(settings.keepsBuffer()));
  }

  private int encodeInvalid(Call call) {
    atMost(call, 1);
    settings = settings.withInvalid(choice(call, 1, settings.encodeInvalid(), ENCODE_CHOICES), settings.decodeInvalid());
    return call.push(shown(settings.encodeInvalid()));
  }

  private int decodeInvalid(Call call) {
    atMost(call, 1);
    settings = settings.withInvalid(settings.encodeInvalid(), choice(call, 1, settings.decodeInvalid(), SWITCH_CHOICES));
    return call.push(shown(settings.decodeInvalid()));
  }
}
