package dev.interlace.model.serve;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.ConfigurationFile;
import dev.interlace.model.settings.Settings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A {@code redis.conf} on the real disk. It is replaced as a whole, so that whoever reads it reads the old or the new one. */
record RedisConf(Path file) implements ConfigurationFile {
  @Override
  public String path() {
    return file.toAbsolutePath().toString();
  }

  @Override
  public void rewrite(Settings settings, boolean tellsAll) throws IOException {
    var old = Files.exists(file) ? Bytes.wrap(Files.readAllBytes(file)) : Bytes.EMPTY;
    var next = Files.createTempFile(file.toAbsolutePath().getParent(), file.getFileName().toString(), ".tmp");
    try (var channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
      var content = ByteBuffer.wrap(ConfigRewriter.rewritten(old, settings, tellsAll).toByteArray());
      while (content.hasRemaining()) {
        channel.write(content);
      }
      channel.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
