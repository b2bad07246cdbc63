/** Tests that hold the rules of the house: arrows between modules and packages, banned calls, sizes. */
@NullMarked
package dev.interlace.properties.structure;

import org.jspecify.annotations.NullMarked;
