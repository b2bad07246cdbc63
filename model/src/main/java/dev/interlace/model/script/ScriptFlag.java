package dev.interlace.model.script;

import java.util.Optional;

/** What a script or a function may declare, in the order in which FUNCTION LIST names it. */
public enum ScriptFlag {
  NO_WRITES("no-writes"),
  ALLOW_OOM("allow-oom"),
  ALLOW_STALE("allow-stale"),
  NO_CLUSTER("no-cluster"),
  ALLOW_CROSS_SLOT_KEYS("allow-cross-slot-keys");

  private final String word;

  ScriptFlag(String word) {
    this.word = word;
  }

  /** As it is written in a script. */
  public String word() {
    return word;
  }

  /** The flag of that name, in lower case only. */
  public static Optional<ScriptFlag> named(String word) {
    for (var flag : values()) {
      if (flag.word.equals(word)) {
        return Optional.of(flag);
      }
    }
    return Optional.empty();
  }
}
