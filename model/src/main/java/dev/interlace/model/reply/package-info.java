/**
 * What the server answers, as values.
 *
 * <p>Imports {@code bytes} only. Read {@link dev.interlace.model.reply.Reply} first, then
 * {@link dev.interlace.model.reply.Errors}, the catalogue of every error text.
 */
@NullMarked
package dev.interlace.model.reply;

import org.jspecify.annotations.NullMarked;
