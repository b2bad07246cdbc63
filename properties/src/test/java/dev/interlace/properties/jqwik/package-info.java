/** Tests of the jqwik front door: properties that hold, and properties that are run from a test to see how they fail. Imports everything. */
@NullMarked
package dev.interlace.properties.jqwik;

import org.jspecify.annotations.NullMarked;
