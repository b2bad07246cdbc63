package dev.interlace.engine.history;

import dev.interlace.engine.system.Footprint;

/**
 * What one step of an operation did to one resource.
 *
 * @param operation number of the operation in the execution
 * @param who the step in words
 */
record Access(int operation, String client, int step, String who, String resource, boolean isRead, boolean isWrite) {
  boolean meets(Access other) {
    return resource.equals(other.resource) || isOfAll() || other.isOfAll();
  }

  boolean isOfAll() {
    return resource.equals(Footprint.ALL);
  }

  boolean isBefore(Access other) {
    return step < other.step;
  }

  /** Whether this read what {@code later}, of another client, then changed. */
  boolean isReadBefore(Access later) {
    return isRead && later.isWrite && isBefore(later) && meets(later) && !client.equals(later.client);
  }

  /** Whether this wrote what {@code later}, of another client, then read. */
  boolean isWriteBeforeRead(Access later) {
    return isWrite && later.isRead && isBefore(later) && meets(later) && !client.equals(later.client);
  }

  /** Whether this wrote what {@code later}, of another client, then wrote over. */
  boolean isWriteBeforeWrite(Access later) {
    return isWrite && later.isWrite && isBefore(later) && meets(later) && !client.equals(later.client);
  }
}
