/**
 * What is left of acknowledged writes when a server dies: every moment of a life, every kind of death, every disk that it may leave.
 *
 * <p>Imports {@code engine.disk} and of the model {@code server}, {@code request} and {@code settings}. Read {@link
 * dev.interlace.properties.durability.Policy} first, then {@link dev.interlace.properties.durability.Life} and {@link
 * dev.interlace.properties.durability.CrashTable}.
 */
@NullMarked
package dev.interlace.properties.durability;

import org.jspecify.annotations.NullMarked;
