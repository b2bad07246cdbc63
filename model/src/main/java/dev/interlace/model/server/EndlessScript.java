package dev.interlace.model.server;

import dev.interlace.model.reply.NoVerdict;

/**
 * A script ran through the whole of its budget. The real server would go on running it, deaf to everybody else.
 */
public final class EndlessScript extends NoVerdict {
  EndlessScript(String sha, long instructions, long commands) {
    super("the script " + sha + " did not end within " + instructions + " instructions and " + commands + " commands, so there is no verdict; give it an end");
  }
}
