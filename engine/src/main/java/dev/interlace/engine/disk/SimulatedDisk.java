package dev.interlace.engine.disk;

import dev.interlace.engine.disk.DiskFault.Kind;
import java.util.List;

/** A {@link Disk} in memory: a {@link DiskState} that operations replace. */
public final class SimulatedDisk implements Disk {
  private DiskState state;

  public SimulatedDisk(DiskState start) {
    state = start;
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
    state = state.create(path);
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
    state = state.write(path, at, data);
    if (fits < data.length) {
      throw new DiskFault(Kind.FULL, path);
    }
  }

  @Override
  public void truncate(String path, long size) {
    state = state.truncate(path, size);
  }

  @Override
  public void sync(String path) {
    state = state.sync(path);
  }

  @Override
  public void rename(String from, String to) {
    state = state.rename(from, to);
  }

  @Override
  public void delete(String path) {
    state = state.delete(path);
  }

  @Override
  public void makeDirectory(String path) {
    state = state.makeDirectory(path);
  }

  @Override
  public void syncDirectory(String path) {
    state = state.syncDirectory(path);
  }
}
