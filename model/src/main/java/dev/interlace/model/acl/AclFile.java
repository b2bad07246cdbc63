package dev.interlace.model.acl;

import dev.interlace.engine.disk.Disk;
import dev.interlace.engine.disk.DiskFault;
import dev.interlace.model.bytes.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The file that {@code aclfile} names: a line for each user, as ACL LIST shows them.
 *
 * <p><b>Source:</b> {@code ACLLoadFromFile}, {@code ACLSaveToFile} in {@code acl.c} of Redis 7.0. <b>Deviation:</b> a parenthesis that
 * is never closed is an error here; it crashes the real server.
 *
 * @param path where it is on the disk
 */
public record AclFile(Disk disk, String path) {
  private static final String REFUSED = "WARNING: ACL errors detected, no change to the previously active ACL rules was performed";

  /**
   * The users of the file; who is called {@code default} is there even if it tells of no such user. Refused with all mistakes of the file,
   * if it has any.
   */
  public Acl.Change load(Dialect dialect) {
    var reading = new Reading(dialect);
    try {
      var lines = text().split("\n", -1);
      for (var i = 0; i < lines.length; i++) {
        reading.line(trimmed(lines[i]), i + 1);
      }
    } catch (DiskFault fault) {
      return new Acl.Change.Refused("Error loading ACLs, opening file '" + path + "': " + fault.kind().text());
    }
    return reading.errors.isEmpty() ? new Acl.Change.Done(reading.acl) : new Acl.Change.Refused(reading.errors + REFUSED);
  }

  /** A directory can be opened, and nothing comes of it. */
  private String text() {
    return disk.isDirectory(path) ? "" : Bytes.wrap(disk.read(path)).toLatin1();
  }

  private static String trimmed(String text) {
    return text.replaceAll("^[ \t\r\n]+|[ \t\r\n]+$", "");
  }

  /**
   * Writes the users into the file, which holds the old ones or the new ones whatever happens.
   *
   * @throws DiskFault if that cannot be done; the file is as it was
   */
  public void save(Acl acl, CommandIndex index) {
    var next = path + ".tmp";
    var lines = new ArrayList<byte[]>();
    acl.lines(index).forEach(line -> lines.add(line.concat(Bytes.of("\n")).toByteArray()));
    disk.create(next);
    try {
      disk.append(next, lines);
      disk.sync(next);
      if (disk.isDirectory(path)) {
        throw new DiskFault(DiskFault.Kind.IS_DIRECTORY, path);
      }
      disk.rename(next, path);
    } catch (DiskFault fault) {
      disk.delete(next);
      throw fault;
    }
    disk.syncDirectory(path.contains("/") ? path.substring(0, path.lastIndexOf('/') + 1) : "");
  }

  /** How far the file has been read. */
  private final class Reading {
    private final Dialect dialect;
    private final Set<Bytes> names = new TreeSet<>();
    private final StringBuilder errors = new StringBuilder();
    private Acl acl = Acl.INITIAL;

    Reading(Dialect dialect) {
      this.dialect = dialect;
    }

    void line(String line, int number) {
      if (line.isEmpty()) {
        return;
      }
      var place = path + ":" + number;
      var words = Arrays.stream(line.split(" ", -1)).map(Bytes::latin1).toList();
      if (words.size() < 2 || !words.getFirst().equals(Bytes.of("user"))) {
        errors.append(place).append(" should start with user keyword followed by the username. ");
      } else if (!Acl.isName(words.get(1))) {
        errors.append("'").append(place).append(": username '").append(words.get(1).toLatin1()).append("' contains invalid characters. ");
      } else if (!names.add(words.get(1))) {
        errors.append("WARNING: Duplicate user '").append(words.get(1).toLatin1()).append("' found on line ").append(number).append(". ");
      } else {
        user(words.get(1), words.subList(2, words.size()), place);
      }
    }

    /** Of several mistakes in a line only the first is told, but for commands that are none. */
    private void user(Bytes name, List<Bytes> rules, String place) {
      var merged = new ArrayList<Bytes>();
      if (Acl.merge(rules, merged, dialect.forgets()).isPresent()) {
        errors.append(place).append(": Unmatched parenthesis in selector definition. ");
        return;
      }
      var user = AclUser.fresh(name, dialect.hasAllChannels());
      var isWrong = false;
      for (var rule : merged) {
        try {
          user = user.with(Bytes.latin1(rule.toLatin1().replaceAll("^[\t\r\n]+|[\t\r\n]+$", "")), dialect);
        } catch (AclFault fault) {
          if (fault.isOfUnknownCommand()) {
            errors.append(place).append(": Error in applying operation '").append(rule.toLatin1()).append("': ").append(fault.getMessage()).append(". ");
          } else if (!isWrong) {
            errors.append(place).append(": ").append(fault.getMessage()).append(". ");
            isWrong = true;
          }
        }
      }
      acl = acl.with(user);
    }
  }
}
