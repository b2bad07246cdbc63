package dev.interlace.engine.disk;

import java.util.SortedMap;

/** One change of the names of files. A name stands for the number of a file, or for {@link DiskState#DIRECTORY}. */
sealed interface NameChange {
  void apply(SortedMap<String, Integer> names);

  /** Whether a directory has to be synced for this to be durable. */
  boolean isIn(String directory);

  record Linked(String path, int file) implements NameChange {
    @Override
    public void apply(SortedMap<String, Integer> names) {
      names.put(path, file);
    }

    @Override
    public boolean isIn(String directory) {
      return DiskState.parent(path).equals(directory);
    }
  }

  record Unlinked(String path) implements NameChange {
    @Override
    public void apply(SortedMap<String, Integer> names) {
      names.remove(path);
    }

    @Override
    public boolean isIn(String directory) {
      return DiskState.parent(path).equals(directory);
    }
  }

  record Renamed(String from, String to) implements NameChange {
    @Override
    public void apply(SortedMap<String, Integer> names) {
      names.put(to, names.remove(from));
    }

    @Override
    public boolean isIn(String directory) {
      return DiskState.parent(from).equals(directory) || DiskState.parent(to).equals(directory);
    }
  }
}
