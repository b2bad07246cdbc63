package dev.interlace.model.serve;

import dev.interlace.engine.disk.Disk;
import dev.interlace.engine.disk.DiskFault;
import dev.interlace.engine.disk.DiskFault.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * A directory of the machine that we run on. The file that was appended to last stays open. <b>Deviation:</b> a sync in the background is made at
 * once, by the thread that serves.
 */
final class RealDisk implements Disk, AutoCloseable {
  private static final String NO_ROOM = "No space left on device";

  private final Path root;
  private Optional<Open> open = Optional.empty();

  private record Open(String path, FileChannel channel) {}

  /** Something to do that may fail as files do. */
  private interface Task<T> {
    T run() throws IOException;
  }

  RealDisk(Path root) {
    this.root = root;
  }

  private Path at(String path) {
    return root.resolve(path);
  }

  private static <T> T tried(String path, Task<T> task) {
    try {
      return task.run();
    } catch (NoSuchFileException missing) {
      throw new DiskFault(Kind.MISSING, path);
    } catch (FileAlreadyExistsException there) {
      throw new DiskFault(Kind.EXISTS, path);
    } catch (AccessDeniedException denied) {
      throw new DiskFault(Kind.DENIED, path);
    } catch (IOException other) {
      var text = Optional.ofNullable(other.getMessage()).orElse("");
      throw new DiskFault(text.contains(NO_ROOM) ? Kind.FULL : text.contains("Is a directory") ? Kind.IS_DIRECTORY : Kind.BROKEN, path);
    }
  }

  @Override
  public boolean exists(String path) {
    return Files.exists(at(path));
  }

  @Override
  public boolean isDirectory(String path) {
    return Files.isDirectory(at(path));
  }

  @Override
  public List<String> list(String directory) {
    return tried(directory, () -> {
      try (var paths = Files.list(at(directory))) {
        return paths.map(path -> path.getFileName().toString()).sorted().toList();
      }
    });
  }

  @Override
  public byte[] read(String path) {
    return tried(path, () -> Files.readAllBytes(at(path)));
  }

  @Override
  public long size(String path) {
    return tried(path, () -> Files.size(at(path)));
  }

  @Override
  public void create(String path) {
    close();
    tried(path, () -> Files.write(at(path), new byte[0]));
  }

  private FileChannel opened(String path) throws IOException {
    if (open.isEmpty() || !open.get().path.equals(path)) {
      close();
      open = Optional.of(new Open(path, FileChannel.open(at(path), StandardOpenOption.WRITE)));
    }
    return open.get().channel;
  }

  @Override
  public void append(String path, List<byte[]> records) {
    var length = records.stream().mapToInt(record -> record.length).sum();
    var all = ByteBuffer.allocate(length);
    records.forEach(all::put);
    tried(path, () -> write(opened(path), opened(path).size(), all.flip()));
  }

  @Override
  public void write(String path, long at, byte[] data) {
    tried(path, () -> write(opened(path), at, ByteBuffer.wrap(data)));
  }

  private static Long write(FileChannel channel, long from, ByteBuffer data) throws IOException {
    var at = from;
    while (data.hasRemaining()) {
      at += channel.write(data, at);
    }
    return at;
  }

  @Override
  public void truncate(String path, long size) {
    tried(path, () -> opened(path).truncate(size));
  }

  @Override
  public void sync(String path) {
    tried(path, () -> {
      opened(path).force(false);
      return path;
    });
  }

  @Override
  public void beginSync(String path) {
    sync(path);
  }

  @Override
  public void endSync(String path) {}

  @Override
  public long syncMillis() {
    return 0;
  }

  @Override
  public void rename(String from, String to) {
    close();
    tried(from, () -> Files.move(at(from), at(to), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING));
  }

  @Override
  public void delete(String path) {
    close();
    tried(path, () -> {
      Files.delete(at(path));
      return path;
    });
  }

  @Override
  public void makeDirectory(String path) {
    tried(path, () -> Files.createDirectory(at(path)));
  }

  @Override
  public void syncDirectory(String path) {
    tried(path, () -> {
      try (var directory = FileChannel.open(at(path), StandardOpenOption.READ)) {
        directory.force(true);
      }
      return path;
    });
  }

  @Override
  public void close() {
    open.ifPresent(each -> tried(each.path, () -> {
      each.channel.close();
      return each;
    }));
    open = Optional.empty();
  }
}
