package dev.interlace.model.rdb;

import dev.interlace.model.settings.Settings;

/**
 * How an RDB file is written, and what it says of itself.
 *
 * @param compresses see {@code rdbcompression}
 * @param hasChecksum see {@code rdbchecksum}
 * @param uses what is written of how much keys are used
 * @param nowMillis when it is written
 * @param usedMemory in bytes
 * @param isAofBase whether it is the beginning of an append-only file
 */
public record RdbStyle(boolean compresses, boolean hasChecksum, Uses uses, long nowMillis, long usedMemory, boolean isAofBase) {
  /** Follows from {@code maxmemory-policy}. */
  public enum Uses {
    NONE,
    IDLE_SECONDS,
    FREQUENCY
  }

  public static RdbStyle of(Settings settings, long nowMillis, long usedMemory, boolean isAofBase) {
    var policy = settings.text("maxmemory-policy");
    var uses = policy.endsWith("lru") ? Uses.IDLE_SECONDS : policy.endsWith("lfu") ? Uses.FREQUENCY : Uses.NONE;
    return new RdbStyle(settings.isOn("rdbcompression"), settings.isOn("rdbchecksum"), uses, nowMillis, usedMemory, isAofBase);
  }
}
