package dev.interlace.model.server;

import dev.interlace.model.durability.Subject;
import dev.interlace.model.rdb.RdbContent;
import dev.interlace.model.settings.Settings;

/** A server as who keeps its data sees it. */
record KeptServer(RedisServer server) implements Subject {
  @Override
  public RdbContent content() {
    return server.content();
  }

  @Override
  public Settings settings() {
    return server.settings();
  }

  @Override
  public long nowMillis() {
    return server.nowMillis();
  }

  @Override
  public long usedMemory() {
    return server.usedMemory();
  }
}
