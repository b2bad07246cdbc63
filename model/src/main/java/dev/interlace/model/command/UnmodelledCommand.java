package dev.interlace.model.command;

import dev.interlace.model.reply.NoVerdict;
import dev.interlace.model.version.RedisVersion;
import java.util.Locale;

/**
 * A client used a command that the real server has and this model has not. To answer that it is unknown would be a lie.
 */
public final class UnmodelledCommand extends NoVerdict {
  public UnmodelledCommand(String name) {
    this(name, "");
  }

  /** @param detail what of the command is lacking, with a blank in front */
  public UnmodelledCommand(String name, String detail) {
    super(name.toUpperCase(Locale.ROOT).replace('|', ' ') + detail
        + " is a command of Redis " + RedisVersion.MODELLED.text()
        + " that this model does not have yet, so there is no verdict; leave it out of what is checked");
  }
}
