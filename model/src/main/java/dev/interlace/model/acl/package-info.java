/**
 * Who may do what: users, passwords, and the rules about commands, keys and channels, as immutable values equal by content.
 *
 * <p>Imports {@code bytes} and the engine's disk. Read {@link dev.interlace.model.acl.Acl}, then {@link dev.interlace.model.acl.Selector} and
 * {@link dev.interlace.model.acl.CommandRules}.
 */
@NullMarked
package dev.interlace.model.acl;

import org.jspecify.annotations.NullMarked;
