/** Tests of the server on a port: the wire, its limits, and real clients. */
@NullMarked
package dev.interlace.properties.serve;

import org.jspecify.annotations.NullMarked;
