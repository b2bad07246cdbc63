/**
 * The five workloads by which the search is measured, and one measured row; beside it, as resources, the same workloads for Spin.
 *
 * <p>Imports the engine, the model and the scenarios of {@code properties}. Read {@link dev.interlace.properties.bench.Workload}, then
 * {@link dev.interlace.properties.bench.Measurement}.
 */
@NullMarked
package dev.interlace.properties.bench;

import org.jspecify.annotations.NullMarked;
