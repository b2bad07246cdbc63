package dev.interlace.properties.conformance;

import dev.interlace.model.reply.Reply;
import dev.interlace.model.reply.ReplyText;
import java.util.List;

/** Exchanges as several {@code redis-cli} side by side would show them, and what the model answers instead of the last reply. */
record Transcript(String origin, List<Recording.Exchange> exchanges, Reply ofModel) {
  private static final int LONGEST_LINE = 600;

  @Override
  public String toString() {
    var text = new StringBuilder(origin).append('\n');
    for (var exchange : exchanges) {
      text.append("client").append(exchange.step().client()).append("> ").append(exchange.step().command()).append('\n');
      text.append(ReplyText.of(exchange.reply())).append('\n');
    }
    text.append("--- but the model answers:\n").append(ReplyText.of(ofModel));
    return String.join("\n", text.toString().lines().map(Transcript::cut).toList()) + "\n";
  }

  private static String cut(String line) {
    return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "… (" + (line.length() - LONGEST_LINE) + " more)";
  }
}
