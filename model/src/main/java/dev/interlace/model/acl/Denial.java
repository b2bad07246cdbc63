package dev.interlace.model.acl;

/**
 * Why a command may not be run.
 *
 * @param position the index of the word that is not allowed; 0 for a command
 */
public record Denial(Reason reason, int position) {
  /** Of two selectors that deny, the one told of. */
  Denial orWorse(Denial other) {
    var byReason = other.reason.compareTo(reason);
    return byReason > 0 || byReason == 0 && other.position > position ? other : this;
  }
}
