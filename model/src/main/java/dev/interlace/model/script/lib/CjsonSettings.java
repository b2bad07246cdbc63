package dev.interlace.model.script.lib;

/** The settings of {@code cjson}. */
public record CjsonSettings() {
  public static final CjsonSettings INITIAL = new CjsonSettings();
}
