package dev.interlace.model.durability;

import dev.interlace.model.rdb.RdbContent;
import dev.interlace.model.settings.Settings;

/** The server whose data are kept. */
public interface Subject {
  /** Everything that it holds now; the server may go on. */
  RdbContent content();

  Settings settings();

  long nowMillis();

  /** In bytes, as INFO would say. */
  long usedMemory();
}
