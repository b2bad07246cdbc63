package dev.interlace.model.script;

import dev.interlace.model.script.lua.Str;

/** Names of the fields that make a table stand for a reply. */
final class ReplyFields {
  static final Str ERR = Str.of("err");
  static final Str OK = Str.of("ok");
  static final Str DOUBLE = Str.of("double");
  static final Str MAP = Str.of("map");
  static final Str SET = Str.of("set");
  static final Str BIG_NUMBER = Str.of("big_number");
  static final Str VERBATIM_STRING = Str.of("verbatim_string");
  static final Str FORMAT = Str.of("format");
  static final Str STRING = Str.of("string");
  static final Str SOURCE = Str.of("source");
  static final Str LINE = Str.of("line");
  static final Str IGNORE_STATS = Str.of("ignore_error_stats_update");

  private ReplyFields() {}
}
