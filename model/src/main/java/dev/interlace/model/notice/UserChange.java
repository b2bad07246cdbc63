package dev.interlace.model.notice;

import dev.interlace.model.acl.AclUser;
import dev.interlace.model.bytes.Bytes;

/** What happened to a user, as far as it matters to the connections that are this user. */
public sealed interface UserChange extends Notice {
  /** Whose connections are meant. */
  Bytes user();

  /** The user is gone: their connections are closed. */
  record Removed(Bytes user) implements UserChange {}

  /** The user, as they are now, may listen to less than before: connections that listen to what is lost are closed. */
  record LostChannels(AclUser now) implements UserChange {
    @Override
    public Bytes user() {
      return now.name();
    }
  }
}
