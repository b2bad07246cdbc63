@NullMarked
package dev.interlace.traces;

import org.jspecify.annotations.NullMarked;
