/** What commands cost on small and large values. Not part of the tests: see the profile {@code bench} in {@code pom.xml}. */
@NullMarked
package dev.interlace.model.bench;

import org.jspecify.annotations.NullMarked;
