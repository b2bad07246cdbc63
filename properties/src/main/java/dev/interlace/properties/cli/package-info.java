/**
 * The command line. Nothing else parses arguments, and only here is a real clock asked.
 *
 * <p>Imports everything of this module, and picocli. Read {@link dev.interlace.properties.cli.Main}.
 */
@NullMarked
package dev.interlace.properties.cli;

import org.jspecify.annotations.NullMarked;
