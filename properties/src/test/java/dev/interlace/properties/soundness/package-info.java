/**
 * Soundness is tested, not argued: on thousands of small random programs every search must find what an enumeration of every order finds.
 *
 * <p>Imports the engine and the model. Read {@link dev.interlace.properties.soundness.EveryOrder}, then
 * {@link dev.interlace.properties.soundness.RedisSoundnessProperties}.
 */
@NullMarked
package dev.interlace.properties.soundness;

import org.jspecify.annotations.NullMarked;
