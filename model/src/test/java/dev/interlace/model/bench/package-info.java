/** What commands cost on small and large values. Not part of the tests: {@code mvn -q -pl model -am -Pbench process-test-classes}. */
@NullMarked
package dev.interlace.model.bench;

import org.jspecify.annotations.NullMarked;
