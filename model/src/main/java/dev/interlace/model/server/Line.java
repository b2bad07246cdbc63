package dev.interlace.model.server;

import dev.interlace.model.request.Command;
import dev.interlace.model.session.Session;
import java.util.Optional;

/** One connection of a {@link LiveServer}. */
final class Line {
  final long id;
  final String address;
  final LiveServer.Outlet outlet;
  final long sinceMillis;
  Session session;
  long activeMillis;
  String command = Pipeline.NO_COMMAND;
  /** What it has asked last. */
  Optional<Command> asked = Optional.empty();

  Line(long id, String address, LiveServer.Outlet outlet, long sinceMillis, Session session) {
    this.id = id;
    this.address = address;
    this.outlet = outlet;
    this.sinceMillis = sinceMillis;
    this.activeMillis = sinceMillis;
    this.session = session;
  }
}
