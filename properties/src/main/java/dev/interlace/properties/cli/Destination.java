package dev.interlace.properties.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Where something is going to be written: looked at before a search, so that what it finds is not lost for want of a place. */
final class Destination {
  private Destination() {}

  /** A file that is written, or written anew. */
  static void checkFile(CommandLine line, String option, Path file) {
    var whole = file.toAbsolutePath();
    if (Files.isDirectory(whole)) {
      throw new ParameterException(line, option + ": " + file + " is a folder, and a file is wanted");
    }
    if (Files.exists(whole) && !Files.isWritable(whole)) {
      throw new ParameterException(line, option + ": " + file + " may not be written");
    }
    checkFolder(line, option, whole.getParent());
  }

  /** A folder that is made if it is not there. */
  static void checkFolder(CommandLine line, String option, Path folder) {
    var there = folder.toAbsolutePath();
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there) || !Files.isWritable(there)) {
      throw new ParameterException(line, option + ": " + there + " is no folder that may be written to");
    }
  }
}
