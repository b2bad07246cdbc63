/**
 * Assertions on reports whose messages show what went wrong.
 *
 * <p>Imports the root package, traces and AssertJ. Read {@link dev.interlace.properties.assertj.InterlaceAssertions}.
 */
@NullMarked
package dev.interlace.properties.assertj;

import org.jspecify.annotations.NullMarked;
