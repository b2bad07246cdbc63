package dev.interlace.model.server;

/**
 * A script ran through the whole of its budget. The real server would go on running it, deaf to everybody else; whatever the
 * model answered would be an invention, so there is no verdict, and nothing catches this but whoever talks to people.
 */
public final class EndlessScript extends RuntimeException {
  EndlessScript(String sha, long instructions) {
    super("the script " + sha + " did not end within " + instructions + " instructions, so there is no verdict; give it an end");
  }
}
