package dev.interlace.model.script;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import java.util.List;
import java.util.Optional;

/** A server that knows no command but the one to be refused by {@code redis.acl_check_cmd}. */
final class NoCommands implements ScriptHost {
  @Override
  public Reply call(List<Bytes> command) {
    return new Reply.Error("ERR Unknown Redis command called from script");
  }

  @Override
  public void setResp(int protocol) {}

  @Override
  public void log(int level, Bytes message) {}

  @Override
  public Optional<Boolean> mayRun(List<Bytes> command) {
    return command.getFirst().equalsIgnoreCase("NOPE") ? Optional.empty() : Optional.of(true);
  }
}
