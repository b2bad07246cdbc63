package dev.interlace.model.durability;

import dev.interlace.engine.disk.Disk;
import dev.interlace.engine.disk.DiskFault;

/** Takes away what is of no use any more. */
final class Cleaning {
  private Cleaning() {}

  /** Whether it succeeds matters to nobody. */
  static void delete(Disk disk, String path) {
    try {
      disk.delete(path);
    } catch (DiskFault left) {
      // it is in nobody's way
    }
  }
}
