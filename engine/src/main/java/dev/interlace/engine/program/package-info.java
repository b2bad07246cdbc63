/**
 * Clients as lazy automata: a program is run on the replies so far until it needs one more, and what was learnt is kept in a reply tree.
 *
 * <p>Imports {@code state}. Read {@link dev.interlace.engine.program.Program}, then {@link
 * dev.interlace.engine.program.Channel} and {@link dev.interlace.engine.program.ReplyTree}.
 */
@NullMarked
package dev.interlace.engine.program;

import org.jspecify.annotations.NullMarked;
