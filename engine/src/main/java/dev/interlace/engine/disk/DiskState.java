package dev.interlace.engine.disk;

import dev.interlace.engine.disk.DiskFault.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything on a disk, durable or not, as an immutable value: what {@link Disk} promises, and nothing more, survives {@link #powerLoss}.
 *
 * <p><b>Order:</b> files are numbered as they are made. Two disks on which the same files were made in another order may be unequal though
 * nobody can tell them apart; after a power loss they are equal.
 */
public final class DiskState {
  /** What a name stands for that is no file's. */
  static final int DIRECTORY = -1;

  /** Nothing on it, room for everything, and nothing fails. */
  public static final DiskState EMPTY =
      new DiskState(new TreeMap<>(), List.of(), new TreeMap<>(), new TreeMap<>(), new Device(Long.MAX_VALUE, EnumSet.noneOf(Disk.Operation.class), 0));

  private final SortedMap<String, Integer> durableNames;
  private final List<NameChange> unsyncedNames;
  /** Follows from the two above. */
  private final SortedMap<String, Integer> names;
  private final SortedMap<Integer, FileImage> files;
  private final Device device;
  private int hash;

  /**
   * What does not change by itself.
   *
   * @param capacity in bytes
   * @param failing not changed any more
   */
  private record Device(long capacity, Set<Disk.Operation> failing, long syncMillis) {}

  private DiskState(
      SortedMap<String, Integer> durableNames, List<NameChange> unsyncedNames, SortedMap<String, Integer> names,
      SortedMap<Integer, FileImage> files, Device device) {
    this.durableNames = durableNames;
    this.unsyncedNames = unsyncedNames;
    this.names = names;
    this.files = files;
    this.device = device;
  }

  static String parent(String path) {
    var slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** The same disk with room for so many bytes in all, which may be less than it holds. */
  public DiskState withCapacity(long bytes) {
    return on(new Device(bytes, device.failing, device.syncMillis));
  }

  /** The same disk, on which a sync takes so long. */
  public DiskState withSyncMillis(long millis) {
    return on(new Device(device.capacity, device.failing, millis));
  }

  private DiskState on(Device other) {
    return new DiskState(durableNames, unsyncedNames, names, files, other);
  }

  long syncMillis() {
    return device.syncMillis;
  }

  /** The same disk, on which these operations and no others fail from now on. */
  public DiskState withFailing(Collection<Disk.Operation> operations) {
    var all = EnumSet.noneOf(Disk.Operation.class);
    all.addAll(operations);
    return on(new Device(device.capacity, all, device.syncMillis));
  }

  /** A disk of durable files: those that {@code numbers} has names for, numbered anew. */
  static DiskState durable(SortedMap<String, Integer> numbers, SortedMap<Integer, Content> contents, DiskState like) {
    var names = new TreeMap<String, Integer>();
    var files = new TreeMap<Integer, FileImage>();
    numbers.forEach((path, number) -> {
      if (number == DIRECTORY) {
        names.put(path, DIRECTORY);
      } else {
        names.put(path, files.size());
        files.put(files.size(), FileImage.of(contents.get(number)));
      }
    });
    return new DiskState(names, List.of(), names, files, like.device);
  }

  /** All disks that a power loss now may leave. */
  public PowerLoss powerLoss(PowerLoss.Tear tear) {
    return new PowerLoss(this, tear);
  }

  /** Whether a power loss would leave everything. */
  public boolean isSynced() {
    return unsyncedNames.isEmpty() && files.values().stream().allMatch(file -> file.unsynced().isEmpty());
  }

  boolean exists(String path) {
    return path.isEmpty() || names.containsKey(path);
  }

  boolean isDirectory(String path) {
    return path.isEmpty() || names.getOrDefault(path, 0) == DIRECTORY;
  }

  List<String> list(String directory) {
    if (!isDirectory(directory)) {
      throw new DiskFault(Kind.MISSING, directory);
    }
    return names.keySet().stream().filter(path -> parent(path).equals(directory)).map(path -> path.substring(path.lastIndexOf('/') + 1)).toList();
  }

  /** The file of that name as it is now. */
  byte[] read(String path) {
    check(Disk.Operation.READ, path);
    return file(path).now().toByteArray();
  }

  long size(String path) {
    return file(path).now().length();
  }

  private void check(Disk.Operation operation, String path) {
    if (device.failing.contains(operation)) {
      throw new DiskFault(Kind.BROKEN, path);
    }
  }

  private int number(String path) {
    if (isDirectory(path)) {
      throw new DiskFault(Kind.IS_DIRECTORY, path);
    }
    var number = names.get(path);
    if (number == null) {
      throw new DiskFault(Kind.MISSING, path);
    }
    return number;
  }

  private FileImage file(String path) {
    return files.get(number(path));
  }

  DiskState create(String path) {
    check(Disk.Operation.CREATE, path);
    if (names.containsKey(path)) {
      return after(path, new FileImage.Change.Cut(0));
    }
    var number = files.isEmpty() ? 0 : files.lastKey() + 1;
    var more = new TreeMap<>(files);
    more.put(number, FileImage.EMPTY);
    return after(new NameChange.Linked(inDirectory(path), number), more);
  }

  private String inDirectory(String path) {
    if (!isDirectory(parent(path))) {
      throw new DiskFault(Kind.MISSING, path);
    }
    return path;
  }

  /** With as much of {@code data} written as there is room for. */
  DiskState write(String path, long at, byte[] data) {
    check(Disk.Operation.WRITE, path);
    var size = size(path);
    if (at < 0 || at > size) {
      throw new IllegalArgumentException(path + " has " + size + " bytes: nothing can be written at " + at);
    }
    var fits = room(path, at, data.length);
    return after(path, new FileImage.Change.Written((int) at, new Content(data.clone()).cut(fits)));
  }

  /** How many of so many bytes there is room for. */
  int room(String path, long at, int length) {
    var used = files.values().stream().mapToLong(file -> file.now().length()).sum();
    var inPlace = size(path) - at;
    return (int) Math.clamp(device.capacity - used + inPlace, Math.min(inPlace, length), length);
  }

  DiskState truncate(String path, long size) {
    check(Disk.Operation.TRUNCATE, path);
    if (size < 0 || size > size(path)) {
      throw new IllegalArgumentException(path + " has " + size(path) + " bytes: it cannot be cut to " + size);
    }
    return after(path, new FileImage.Change.Cut((int) size));
  }

  DiskState sync(String path) {
    check(Disk.Operation.SYNC, path);
    return with(path, file(path).synced());
  }

  /** Nothing can be seen of it before it ends, but which changes it takes with it. */
  DiskState beginSync(String path) {
    return with(path, file(path).syncBegun());
  }

  DiskState endSync(String path) {
    check(Disk.Operation.SYNC, path);
    return with(path, file(path).syncEnded());
  }

  private DiskState after(String path, FileImage.Change change) {
    return with(path, file(path).after(change));
  }

  private DiskState with(String path, FileImage file) {
    var more = new TreeMap<>(files);
    more.put(number(path), file);
    return new DiskState(durableNames, unsyncedNames, names, more, device);
  }

  DiskState rename(String from, String to) {
    check(Disk.Operation.RENAME, from);
    number(from);
    if (isDirectory(to)) {
      throw new DiskFault(Kind.IS_DIRECTORY, to);
    }
    return from.equals(to) ? this : after(new NameChange.Renamed(from, inDirectory(to)), files);
  }

  DiskState delete(String path) {
    check(Disk.Operation.DELETE, path);
    number(path);
    return after(new NameChange.Unlinked(path), files);
  }

  DiskState makeDirectory(String path) {
    check(Disk.Operation.CREATE, path);
    if (exists(path)) {
      throw new DiskFault(Kind.EXISTS, path);
    }
    return after(new NameChange.Linked(inDirectory(path), DIRECTORY), files);
  }

  private DiskState after(NameChange change, SortedMap<Integer, FileImage> all) {
    var unsynced = new ArrayList<>(unsyncedNames);
    unsynced.add(change);
    var next = new TreeMap<>(names);
    change.apply(next);
    return new DiskState(durableNames, List.copyOf(unsynced), next, reachable(all, durableNames, unsynced), device);
  }

  DiskState syncDirectory(String directory) {
    check(Disk.Operation.SYNC_DIRECTORY, directory);
    if (!isDirectory(directory)) {
      throw new DiskFault(Kind.MISSING, directory);
    }
    var count = unsyncedNames.size();
    while (count > 0 && !unsyncedNames.get(count - 1).isIn(directory)) {
      count--;
    }
    if (count == 0) {
      return this;
    }
    var durable = durableNames(count);
    var left = List.copyOf(unsyncedNames.subList(count, unsyncedNames.size()));
    return new DiskState(durable, left, names, reachable(files, durable, left), device);
  }

  /** Without the files that have no name, and cannot have one again after a power loss. */
  private static SortedMap<Integer, FileImage> reachable(
      SortedMap<Integer, FileImage> files, SortedMap<String, Integer> durable, List<NameChange> unsynced) {
    var named = new TreeSet<>(durable.values());
    unsynced.forEach(change -> {
      if (change instanceof NameChange.Linked linked) {
        named.add(linked.file());
      }
    });
    if (named.containsAll(files.keySet())) {
      return files;
    }
    var left = new TreeMap<>(files);
    left.keySet().retainAll(named);
    return left;
  }

  int unsyncedNameCount() {
    return unsyncedNames.size();
  }

  /** The names after a power loss that leaves the first {@code count} changes that are not synced. */
  SortedMap<String, Integer> durableNames(int count) {
    var after = new TreeMap<>(durableNames);
    unsyncedNames.subList(0, count).forEach(change -> change.apply(after));
    return after;
  }

  SortedMap<Integer, FileImage> files() {
    return Collections.unmodifiableSortedMap(files);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof DiskState that && hashCode() == that.hashCode() && device.equals(that.device)
            && durableNames.equals(that.durableNames) && unsyncedNames.equals(that.unsyncedNames) && files.equals(that.files);
  }

  /** Leaves out what fails: an enum has another hash in each process. */
  @Override
  public int hashCode() {
    if (hash == 0) {
      hash = 31 * (31 * (31 * durableNames.hashCode() + unsyncedNames.hashCode()) + files.hashCode()) + Long.hashCode(device.capacity);
    }
    return hash;
  }
}
