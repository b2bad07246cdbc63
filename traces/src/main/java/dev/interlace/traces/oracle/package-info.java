/**
 * A real redis-server as the oracle: the one place that starts one and talks to it, so the one place here with processes, sockets and
 * waiting.
 *
 * <p>Imports the model's {@code bytes}, {@code reply}, {@code request} and {@code resp}. Read
 * {@link dev.interlace.traces.oracle.OracleServer} first, then {@link dev.interlace.traces.oracle.OracleConnection}.
 */
@NullMarked
package dev.interlace.traces.oracle;

import org.jspecify.annotations.NullMarked;
