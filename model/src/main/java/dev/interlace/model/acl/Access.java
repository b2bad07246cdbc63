package dev.interlace.model.acl;

import dev.interlace.model.bytes.Bytes;
import java.util.List;

/** A command that somebody wants to run, as far as permissions care. */
public interface Access {
  /** As in the {@link CommandIndex}. */
  int commandNumber();

  /** Whether its name has two words. */
  boolean isSubcommand();

  /** Anybody may run it (AUTH, HELLO, QUIT, RESET). */
  boolean isForEverybody();

  List<Bytes> words();

  /** The keys it names, in the order in which permissions are asked for. */
  List<KeyUse> keys();

  /** The channels it names, in the order of the words. */
  List<ChannelUse> channels();

  /**
   * A key among the words.
   *
   * @param position the index of the word
   */
  record KeyUse(int position, boolean reads, boolean writes) {}

  /** A channel among the words, or a pattern of channels. */
  record ChannelUse(int position, boolean isPattern) {}
}
