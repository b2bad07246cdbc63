/**
 * The one search core, and a small file for each strategy that walks it.
 *
 * <p>Imports {@code program}, {@code system}, {@code state}, {@code fault}, {@code random}, {@code time}, {@code parallel}. Read {@link
 * dev.interlace.engine.search.StateSpace}, then {@link dev.interlace.engine.search.World} and {@link
 * dev.interlace.engine.search.BreadthFirst}.
 */
@NullMarked
package dev.interlace.engine.search;

import org.jspecify.annotations.NullMarked;
