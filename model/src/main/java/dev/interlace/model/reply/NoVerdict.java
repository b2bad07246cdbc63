package dev.interlace.model.reply;

/**
 * What happened is beyond the model: any reply would be an invention, and a verdict resting on it worthless. Nothing catches this but whoever
 * talks to people.
 */
public abstract class NoVerdict extends RuntimeException {
  private static final long serialVersionUID = 1;

  protected NoVerdict(String message) {
    super(message);
  }
}
