/**
 * Known programs, each with the properties its author would claim, the verdict on them, and its repaired twin.
 *
 * <p>Imports {@code client} and the root package. Read {@link dev.interlace.properties.gallery.Gallery},
 * then {@link dev.interlace.properties.gallery.Deduction},
 * the plainest room.
 */
@NullMarked
package dev.interlace.properties.gallery;

import org.jspecify.annotations.NullMarked;
