package dev.interlace.model.version;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** A version of Redis, and what is peculiar to it. Where versions differ, ask for the quirk and never for the version. */
public enum RedisVersion {
  V7_0_15("7.0.15", EnumSet.allOf(Quirk.class));

  /** The one that everything is unless it is told otherwise. */
  public static final RedisVersion MODELLED = V7_0_15;

  private final String text;
  private final Set<Quirk> quirks;

  RedisVersion(String text, Set<Quirk> quirks) {
    this.text = text;
    this.quirks = Collections.unmodifiableSet(quirks);
  }

  /** As HELLO and INFO tell it. */
  public String text() {
    return text;
  }

  /** A byte for each part, as scripts see it. */
  public int number() {
    var number = 0;
    for (var part : text.split("\\.")) {
      number = number << Byte.SIZE | Integer.parseInt(part);
    }
    return number;
  }

  public boolean has(Quirk quirk) {
    return quirks.contains(quirk);
  }
}
