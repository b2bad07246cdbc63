/** Tests of the workloads by which the search is measured. */
@NullMarked
package dev.interlace.properties.bench;

import org.jspecify.annotations.NullMarked;
