package dev.interlace.properties.conformance;

import java.util.List;

/** Exchanges as several {@code redis-cli} side by side would show them, and what the model lets be heard instead by the last step. */
record Transcript(String origin, List<Recording.Exchange> exchanges, Heard ofModel) {
  private static final int LONGEST_LINE = Integer.getInteger("interlace.longest", 600);

  @Override
  public String toString() {
    var text = new StringBuilder(origin).append('\n');
    var last = -1;
    for (var exchange : exchanges) {
      last = exchange.step().client();
      text.append("client").append(last).append("> ").append(exchange.step().command()).append('\n');
      text.append(exchange.heard().text(last)).append('\n');
    }
    text.append("--- but the model answers:\n").append(ofModel.text(last));
    return String.join("\n", text.toString().lines().map(Transcript::cut).toList()) + "\n";
  }

  private static String cut(String line) {
    return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "… (" + (line.length() - LONGEST_LINE) + " more)";
  }
}
