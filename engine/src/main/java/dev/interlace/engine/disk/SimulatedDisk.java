package dev.interlace.engine.disk;

import dev.interlace.engine.disk.DiskFault.Kind;
import java.util.List;
import java.util.function.Consumer;

/** A {@link Disk} in memory: a {@link DiskState} that operations replace, each of which somebody may look at. */
public final class SimulatedDisk implements Disk {
  private final Consumer<DiskState> observer;
  private DiskState state;

  public SimulatedDisk(DiskState start) {
    this(start, each -> {});
  }

  /** @param observer is told what each operation has led to: between any two of them, everything may end */
  public SimulatedDisk(DiskState start, Consumer<DiskState> observer) {
    state = start;
    this.observer = observer;
  }

  /** Has another state from now on: one on which something fails, say. */
  public void become(DiskState next) {
    state = next;
    observer.accept(next);
  }

  /** The disk as it is now. */
  public DiskState state() {
    return state;
  }

  @Override
  public boolean exists(String path) {
    return state.exists(path);
  }

  @Override
  public boolean isDirectory(String path) {
    return state.isDirectory(path);
  }

  @Override
  public List<String> list(String directory) {
    return state.list(directory);
  }

  @Override
  public byte[] read(String path) {
    return state.read(path);
  }

  @Override
  public long size(String path) {
    return state.size(path);
  }

  @Override
  public void create(String path) {
    become(state.create(path));
  }

  @Override
  public void append(String path, List<byte[]> records) {
    for (var record : records) {
      write(path, state.size(path), record);
    }
  }

  @Override
  public void write(String path, long at, byte[] data) {
    var fits = state.room(path, at, data.length);
    become(state.write(path, at, data));
    if (fits < data.length) {
      throw new DiskFault(Kind.FULL, path);
    }
  }

  @Override
  public void truncate(String path, long size) {
    become(state.truncate(path, size));
  }

  @Override
  public void sync(String path) {
    become(state.sync(path));
  }

  @Override
  public void beginSync(String path) {
    become(state.beginSync(path));
  }

  @Override
  public void endSync(String path) {
    become(state.endSync(path));
  }

  @Override
  public long syncMillis() {
    return state.syncMillis();
  }

  @Override
  public void rename(String from, String to) {
    become(state.rename(from, to));
  }

  @Override
  public void delete(String path) {
    become(state.delete(path));
  }

  @Override
  public void makeDirectory(String path) {
    become(state.makeDirectory(path));
  }

  @Override
  public void syncDirectory(String path) {
    become(state.syncDirectory(path));
  }
}
