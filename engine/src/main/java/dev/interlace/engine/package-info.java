@NullMarked
package dev.interlace.engine;

import org.jspecify.annotations.NullMarked;
