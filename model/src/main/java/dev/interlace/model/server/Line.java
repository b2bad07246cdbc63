package dev.interlace.model.server;

import dev.interlace.model.command.Buffers;
import dev.interlace.model.session.Session;

/** One connection of a {@link LiveServer}. */
final class Line {
  final long id;
  final String address;
  final LiveServer.Outlet outlet;
  final long sinceMillis;
  Session session;
  long activeMillis;
  String command = Pipeline.NO_COMMAND;
  Buffers request = Buffers.NONE;

  Line(long id, String address, LiveServer.Outlet outlet, long sinceMillis, Session session) {
    this.id = id;
    this.address = address;
    this.outlet = outlet;
    this.sinceMillis = sinceMillis;
    this.activeMillis = sinceMillis;
    this.session = session;
  }
}
