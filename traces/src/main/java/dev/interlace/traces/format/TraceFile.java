package dev.interlace.traces.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Reads and writes traces as files. The same trace gives the same bytes. */
public final class TraceFile {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private TraceFile() {}

  /**
   * Writes beside the target first and renames, so that a trace is there whole or not at all.
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  public static void write(Trace trace, Path file) {
    try {
      var folder = file.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      var beside = Files.createTempFile(folder, "." + file.getFileName(), ".part");
      try {
        Files.writeString(beside, toJson(trace), StandardCharsets.UTF_8);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the trace " + file + ": " + e.getMessage(), e);
    }
  }

  /** @throws BadTrace if there is no such file, or it is not a trace of this format */
  public static Trace read(Path file) {
    String text;
    try {
      text = Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new BadTrace(file + ": no such file", e);
    } catch (IOException e) {
      throw new BadTrace(file + ": cannot be read: " + e.getMessage(), e);
    }
    return fromJson(text, file.toString());
  }

  /** The file's content: UTF-8, lines ended by a line feed, the last one too. */
  public static String toJson(Trace trace) {
    try {
      return writer().writeValueAsString(TraceWriter.node(trace)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values can always be written", e);
    }
  }

  /** @param source named in errors */
  public static Trace fromJson(String text, String source) {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      var where = at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
      throw new BadTrace(source + where + ": the file is damaged, it is no JSON: " + e.getOriginalMessage(), e);
    }
    return TraceReader.read(new Json(source, "", root));
  }

  private static ObjectWriter writer() {
    var indenter = new DefaultIndenter("  ", "\n");
    var printer = new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    return JSON.writer(printer);
  }
}
