package dev.interlace.properties.spec;

import java.util.List;

/**
 * What stands under one heading of a spec. Each chapter begins with a fresh server and no clients, so chapters can be read and run alone.
 *
 * <p>The transcripts are fenced blocks with the info string {@code redis}:
 *
 * <pre>
 * alice> WATCH balance
 * OK
 * bob> SET balance 200
 * OK
 * -- 100 ms pass
 * alice> EVAL "
 * ...   return redis.call('GET', KEYS[1])
 * ... " 1 balance
 * "200"
 * </pre>
 *
 * <ul>
 *   <li>The prompt names the client, {@code >} alone is one more client; a client connects when it is first named. Words are quoted as in
 *       {@code redis-cli}. Lines that begin with {@code ...} continue the command.
 *   <li>The lines up to the next prompt are the reply as {@code redis-cli} prints it. {@code (any)} in it stands for any text up to the end
 *       of the line or, alone, for any reply. A last line {@code (in any order)} compares the elements of the reply as a bag.
 *   <li>{@code (no reply yet)} says that the command blocks; {@code -- alice receives} is followed by the reply that comes later.
 *   <li>{@code -- 100 ms pass} and {@code -- 2 s pass} let time go by; {@code -- alice disconnects} closes her connection.
 *   <li>The info string {@code redis oracle} keeps a block for real servers; the text says why.
 * </ul>
 *
 * @param file name of the spec, for messages
 * @param line where the heading is, from 1
 */
public record Chapter(String file, int line, String heading, List<Block> blocks) {
  public Chapter {
    blocks = List.copyOf(blocks);
  }

  /** One transcript. @param isOracleOnly whether only a real server can run it */
  public record Block(int line, boolean isOracleOnly, List<Step> steps) {
    public Block {
      steps = List.copyOf(steps);
    }
  }
}
