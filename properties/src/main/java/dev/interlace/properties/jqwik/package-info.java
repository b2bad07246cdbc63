/**
 * Property tests with jqwik: {@code @ForAll Schedule} by dependency alone, and small workloads; a failing property saves and draws
 * its smallest counterexample.
 *
 * <p>Imports the front door, the engine, traces and jqwik, whose types appear nowhere else. Read
 * {@link dev.interlace.properties.jqwik.Schedule} first.
 */
@NullMarked
package dev.interlace.properties.jqwik;

import org.jspecify.annotations.NullMarked;
