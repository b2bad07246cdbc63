package dev.interlace.model.script;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.script.lua.Proto;

/** What became of a script's text. */
public sealed interface Compilation {
  /**
   * A script ready to run, any number of times and in any engine.
   *
   * @param sha1 of the whole body, 40 lower-case digits: the name the script cache knows it by
   */
  record Script(Bytes sha1, Shebang shebang, Proto proto) implements Compilation {}

  /** A text that is no script, with the reply of EVAL and SCRIPT LOAD. */
  record Refused(Reply.Error reply) implements Compilation {}
}
