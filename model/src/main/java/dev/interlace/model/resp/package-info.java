/**
 * The one codec of RESP2 and RESP3: what {@code serve}, the AOF and the client of a real server put on the wire and read from it.
 *
 * <p>Imports {@code bytes} and {@code reply}. Read {@link dev.interlace.model.resp.RespWriter} first, then
 * {@link dev.interlace.model.resp.CommandReader} and {@link dev.interlace.model.resp.ReplyReader}.
 */
@NullMarked
package dev.interlace.model.resp;

import org.jspecify.annotations.NullMarked;
