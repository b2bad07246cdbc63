package dev.interlace.model.server;

import dev.interlace.model.keyspace.Entry;
import dev.interlace.model.keyspace.Usage;

/**
 * Counts how often keys are used, on a scale of 0 to 255 that gets coarser, and lets the count fall with time. <b>Source:</b> {@code LFULogIncr} in
 * {@code evict.c} of Redis 7.0.
 */
record FrequentUse(RedisServer server) implements Usage {
  private static final int MOST = 255;

  @Override
  public void used(Entry entry, long nowMillis) {
    var frequency = entry.frequency(nowMillis, server.settings.number("lfu-decay-time"));
    var above = Math.max(0, frequency - Entry.FREQUENCY_OF_NEW);
    var odds = above * server.settings.number("lfu-log-factor") + 1;
    var rises = frequency < MOST && server.chooser.choose((int) Math.min(odds, Integer.MAX_VALUE)) == 0;
    entry.noteUse(nowMillis, rises ? frequency + 1 : frequency);
  }
}
