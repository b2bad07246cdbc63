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
import java.util.stream.Collectors;

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

  record Exchange(Step step, Heard heard) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * In the file: {@code [client, command line, RESP]} an exchange, and then {@code client, RESP} for each other client that heard something; one
   * byte a character. No protocol means RESP2.
   */
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
    var caller = exchange.step.client();
    var saved = new ArrayList<>(List.of(Integer.toString(caller), exchange.step.command().toString(), resp(exchange.heard.of(caller))));
    exchange.heard.byClient().forEach((client, replies) -> {
      if (client != caller) {
        saved.add(Integer.toString(client));
        saved.add(resp(replies));
      }
    });
    return saved;
  }

  private static String resp(List<Reply> replies) {
    return replies.stream()
        .map(reply -> RespWriter.reply(reply, reply.equals(reply.asResp2()) ? Protocol.RESP2 : Protocol.RESP3).toLatin1())
        .collect(Collectors.joining());
  }

  private static Exchange exchange(List<String> saved) {
    var words = CommandLine.parse(Bytes.latin1(saved.get(1))).orElseThrow();
    var caller = Integer.parseInt(saved.get(0));
    var step = new Step(caller, new Command(words));
    var heard = step.isPause() ? Heard.NOTHING : Heard.of(caller, replies(saved.get(2)));
    for (var i = 3; i < saved.size(); i += 2) {
      heard = heard.and(Integer.parseInt(saved.get(i)), replies(saved.get(i + 1)));
    }
    return new Exchange(step, heard);
  }

  private static Reply replies(String resp) {
    var reader = new ReplyReader();
    reader.feed(Bytes.latin1(resp));
    var items = new ArrayList<Reply>();
    while (true) {
      switch (reader.take()) {
        case Decoded.Complete<Reply>(var reply) -> items.add(reply);
        case Decoded.Incomplete<Reply> end -> {
          return new Reply.Several(items);
        }
        case Decoded.Malformed<Reply> malformed -> throw new IllegalArgumentException("not replies: " + resp);
      }
    }
  }
}
