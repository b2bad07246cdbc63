@NullMarked
package dev.interlace.properties;

import org.jspecify.annotations.NullMarked;
