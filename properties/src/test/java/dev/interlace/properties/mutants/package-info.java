/**
 * Does the suite see what is broken? Systems and searches that are wrong in one thing, and the check that notices each.
 *
 * <p>Imports everything. Read {@link dev.interlace.properties.mutants.MutantsTest} first.
 */
@NullMarked
package dev.interlace.properties.mutants;

import org.jspecify.annotations.NullMarked;
