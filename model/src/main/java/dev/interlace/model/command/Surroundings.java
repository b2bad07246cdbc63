package dev.interlace.model.command;

import dev.interlace.model.acl.AclFile;
import java.util.Optional;

/**
 * What a running server has around it, beside its clients and its data.
 *
 * @param configurationFile what it was configured by
 * @param aclFile the users that ACL LOAD and ACL SAVE are about, if they are in a file of their own
 */
public record Surroundings(Optional<ConfigurationFile> configurationFile, Optional<AclFile> aclFile, Neighbours neighbours) {
  public static final Surroundings NONE = new Surroundings(Optional.empty(), Optional.empty(), Neighbours.NONE);
}
