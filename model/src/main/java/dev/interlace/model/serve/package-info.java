/**
 * The server on a port: sockets, and the one thread that reads commands from them and writes replies to them.
 *
 * <p>Imports everything else of this module, and it alone may ask for sockets and for the time of day. Read
 * {@link dev.interlace.model.serve.SocketServer}, then {@code SocketClient}.
 */
@NullMarked
package dev.interlace.model.serve;

import org.jspecify.annotations.NullMarked;
