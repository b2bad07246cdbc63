package dev.interlace.engine.disk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** A disk that keeps everything that was ever done to it, one byte at a time, and looks for what may survive by trying all of it. */
final class NaiveDisk {
  private static final String A_DIRECTORY = "/";

  /** One file: each of its steps, a byte written or a cut. */
  private static final class Inode {
    final List<Consumer<StringBuilder>> steps = new ArrayList<>();
    /** After which of the steps a write or a cut is over, or half a write is done. */
    final Set<Integer> landmarks = new TreeSet<>(Set.of(0));
    int synced;
    int begun;

    String after(int count) {
      var text = new StringBuilder();
      steps.subList(0, count).forEach(step -> step.accept(text));
      return text.toString();
    }
  }

  private record NameStep(Set<String> directories, Consumer<Map<String, Object>> step) {}

  private final List<NameStep> nameSteps = new ArrayList<>();
  private int syncedNames;

  private Map<String, Object> names(int count) {
    var names = new TreeMap<String, Object>();
    nameSteps.subList(0, count).forEach(each -> each.step.accept(names));
    return names;
  }

  private Inode inode(String path) {
    return (Inode) names(nameSteps.size()).get(path);
  }

  private static String parent(String path) {
    return path.contains("/") ? path.substring(0, path.indexOf('/')) : "";
  }

  void create(String path) {
    if (names(nameSteps.size()).containsKey(path)) {
      truncate(path, 0);
    } else {
      var inode = new Inode();
      nameSteps.add(new NameStep(Set.of(parent(path)), names -> names.put(path, inode)));
    }
  }

  void makeDirectory(String path) {
    nameSteps.add(new NameStep(Set.of(parent(path)), names -> names.put(path, A_DIRECTORY)));
  }

  void rename(String from, String to) {
    nameSteps.add(new NameStep(new TreeSet<>(List.of(parent(from), parent(to))), names -> names.put(to, names.remove(from))));
  }

  void delete(String path) {
    nameSteps.add(new NameStep(Set.of(parent(path)), names -> names.remove(path)));
  }

  void syncDirectory(String directory) {
    for (var i = 0; i < nameSteps.size(); i++) {
      if (nameSteps.get(i).directories.contains(directory)) {
        syncedNames = Math.max(syncedNames, i + 1);
      }
    }
  }

  void write(String path, int at, byte[] data) {
    var inode = inode(path);
    inode.landmarks.add(inode.steps.size() + data.length / 2);
    for (var i = 0; i < data.length; i++) {
      var place = at + i;
      var character = (char) (data[i] & 0xff);
      inode.steps.add(text -> {
        text.setLength(Math.max(text.length(), place + 1));
        text.setCharAt(place, character);
      });
    }
    inode.landmarks.add(inode.steps.size());
  }

  void truncate(String path, int size) {
    inode(path).steps.add(text -> text.setLength(size));
    inode(path).landmarks.add(inode(path).steps.size());
  }

  void beginSync(String path) {
    inode(path).begun = inode(path).steps.size();
    inode(path).landmarks.add(inode(path).begun);
  }

  void endSync(String path) {
    inode(path).synced = Math.max(inode(path).synced, inode(path).begun);
  }

  void sync(String path) {
    inode(path).synced = inode(path).steps.size();
    inode(path).landmarks.add(inode(path).synced);
  }

  /** Every name with the content of its file. */
  Map<String, String> now() {
    var shown = new TreeMap<String, String>();
    names(nameSteps.size()).forEach((path, file) -> shown.put(path, file instanceof Inode inode ? inode.after(inode.steps.size()) : A_DIRECTORY));
    return shown;
  }

  /** All that {@link #now} may be after a power loss. */
  Set<Map<String, String>> survivors(boolean atEveryByte) {
    var all = new java.util.HashSet<Map<String, String>>();
    for (var count = syncedNames; count <= nameSteps.size(); count++) {
      var names = names(count);
      collect(new ArrayList<>(names.entrySet()), new TreeMap<>(), atEveryByte, all);
    }
    return all;
  }

  private static void collect(
      List<Map.Entry<String, Object>> left, Map<String, String> chosen, boolean atEveryByte, Set<Map<String, String>> all) {
    if (left.isEmpty()) {
      all.add(new TreeMap<>(chosen));
      return;
    }
    var first = left.getFirst();
    var contents = new TreeSet<String>();
    if (first.getValue() instanceof Inode inode) {
      for (var count = inode.synced; count <= inode.steps.size(); count++) {
        if (atEveryByte || inode.landmarks.contains(count)) {
          contents.add(inode.after(count));
        }
      }
    } else {
      contents.add(A_DIRECTORY);
    }
    for (var content : contents) {
      chosen.put(first.getKey(), content);
      collect(left.subList(1, left.size()), chosen, atEveryByte, all);
    }
    chosen.remove(first.getKey());
  }

  /** The same view of a disk of ours. */
  static Map<String, String> shown(DiskState state) {
    var shown = new TreeMap<String, String>();
    show(new SimulatedDisk(state), "", shown);
    return shown;
  }

  private static void show(Disk disk, String directory, Map<String, String> shown) {
    for (var name : disk.list(directory)) {
      var path = directory.isEmpty() ? name : directory + "/" + name;
      if (disk.isDirectory(path)) {
        shown.put(path, A_DIRECTORY);
        show(disk, path, shown);
      } else {
        shown.put(path, new String(disk.read(path), ISO_8859_1));
      }
    }
  }

  @Override
  public String toString() {
    return Arrays.toString(now().entrySet().toArray());
  }
}
