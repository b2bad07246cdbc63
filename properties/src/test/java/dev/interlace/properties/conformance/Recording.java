package dev.interlace.properties.conformance;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.CommandLine;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.request.Command;
import dev.interlace.model.resp.Decoded;
import dev.interlace.model.resp.Protocol;
import dev.interlace.model.resp.ReplyReader;
import dev.interlace.model.resp.RespWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the real server answered to one sequence.
 *
 * @param nowMillis its time at the beginning
 * @param protocol what all clients speak at the beginning
 */
record Recording(long nowMillis, int protocol, List<Exchange> exchanges) {
  Recording {
    exchanges = List.copyOf(exchanges);
  }

  record Exchange(Step step, Reply reply) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  /** In the file: {@code [client, command line, RESP]} an exchange; one byte a character. No protocol means RESP2. */
  private record Saved(long now, int protocol, List<List<String>> exchanges) {}

  static List<Recording> read(Path file) {
    try {
      var saved = JSON.readValue(file.toFile(), new TypeReference<List<Saved>>() {});
      return saved.stream().map(Recording::of).toList();
    } catch (IOException e) {
      var remedy = "; record it with -Dinterlace.record=true where redis-server is on PATH";
      throw new AssertionError("no readable recording " + file + remedy, e);
    }
  }

  private static Recording of(Saved saved) {
    return new Recording(saved.now, Math.max(2, saved.protocol), saved.exchanges.stream().map(Recording::exchange).toList());
  }

  /** A line a sequence. */
  static void write(Path file, List<Recording> recordings) {
    try {
      var lines = new ArrayList<String>();
      for (var each : recordings) {
        var exchanges = each.exchanges.stream().map(Recording::saved).toList();
        lines.add(JSON.writeValueAsString(new Saved(each.nowMillis, each.protocol, exchanges)));
      }
      Files.createDirectories(file.getParent());
      Files.writeString(file, "[\n" + String.join(",\n", lines) + "\n]\n");
    } catch (IOException e) {
      throw new AssertionError("cannot write " + file, e);
    }
  }

  private static List<String> saved(Exchange exchange) {
    return List.of(
        Integer.toString(exchange.step.client()),
        exchange.step.command().toString(),
        RespWriter.reply(exchange.reply, exchange.reply.equals(exchange.reply.asResp2()) ? Protocol.RESP2 : Protocol.RESP3).toLatin1());
  }

  private static Exchange exchange(List<String> saved) {
    var words = CommandLine.parse(Bytes.latin1(saved.get(1))).orElseThrow();
    var reader = new ReplyReader();
    reader.feed(Bytes.latin1(saved.get(2)));
    if (reader.take() instanceof Decoded.Complete<Reply>(var reply)) {
      return new Exchange(new Step(Integer.parseInt(saved.get(0)), new Command(words)), reply);
    }
    throw new IllegalArgumentException("not a reply: " + saved.get(2));
  }
}
