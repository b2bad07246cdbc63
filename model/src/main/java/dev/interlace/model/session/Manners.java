package dev.interlace.model.session;

/**
 * How the server is to treat a connection.
 *
 * @param replies what of its replies it is sent
 * @param isSpared whether the server keeps the connection when memory is short
 */
public record Manners(Replies replies, boolean isSpared) {
  public static final Manners USUAL = new Manners(Replies.ALL, false);

  /** As CLIENT REPLY sets it. */
  public enum Replies {
    ALL,
    NONE,
    /** Not those of the command at hand. */
    SKIPPED,
    /** Not those of the next command. */
    SKIPPED_NEXT;

    /** For the next command. */
    Replies next() {
      return switch (this) {
        case SKIPPED -> ALL;
        case SKIPPED_NEXT -> SKIPPED;
        case ALL, NONE -> this;
      };
    }
  }

  /** Whether the replies of the command at hand are withheld. */
  public boolean isSilent() {
    return replies != Replies.ALL;
  }

  /** Whether nothing is sent at all but what is pushed. */
  public boolean isMute() {
    return replies == Replies.NONE || replies == Replies.SKIPPED;
  }

  /** For the next command. */
  public Manners next() {
    return replies.next() == replies ? this : with(replies.next());
  }

  /** RESET leaves who is spared so, and is silent itself where CLIENT REPLY SKIP came before it. */
  public Manners afterReset() {
    return with(replies == Replies.SKIPPED ? replies : Replies.ALL);
  }

  public Manners with(Replies next) {
    return new Manners(next, isSpared);
  }

  public Manners spared(boolean next) {
    return new Manners(replies, next);
  }
}
