package dev.interlace.engine.property;

/** A property asked for a client that the scenario does not have. While shrinking it means that the client cannot be dropped. */
public final class NotInScenario extends RuntimeException {
  NotInScenario(String client) {
    super("the scenario has no client called " + client);
  }
}
