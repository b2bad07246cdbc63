package dev.interlace.properties.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Why a text file cannot be read, for people. */
final class Unreadable {
  private Unreadable() {}

  static String because(Path file, IOException failure) {
    if (Files.isDirectory(file)) {
      return file + " cannot be read: it is a folder";
    }
    return file + switch (failure) {
      case NoSuchFileException absent -> " cannot be read: there is no such file";
      case AccessDeniedException denied -> " cannot be read: you may not";
      case CharacterCodingException wrong -> " cannot be read: it is not UTF-8";
      default -> " cannot be read: " + failure.getMessage();
    };
  }
}
