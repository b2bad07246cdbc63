package dev.interlace.model.durability;

import dev.interlace.engine.disk.Disk;
import dev.interlace.model.aof.AofManifest;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.rdb.LoadFault;
import dev.interlace.model.settings.Settings;
import java.util.List;
import java.util.Optional;

/** What a server that starts finds on its disk. <b>Source:</b> {@code loadAppendOnlyFiles} and {@code aofUpgradePrepare} of Redis 7.0. */
public final class Recovery {
  private Recovery() {}

  /** The manifest that is there. @throws LoadFault if it is none */
  public static Optional<AofManifest> manifest(Disk disk, Settings settings) {
    var name = settings.text("appendfilename");
    var path = settings.text("appenddirname") + "/" + AofManifest.fileName(name);
    return disk.exists(path) ? Optional.of(AofManifest.read(name, disk.read(path))) : Optional.empty();
  }

  /**
   * The manifest to load by, after a file of the time before there were manifests has been moved to where it belongs.
   */
  public static AofManifest prepare(Disk disk, Settings settings) {
    var name = settings.text("appendfilename");
    var directory = settings.text("appenddirname");
    var manifest = manifest(disk, settings).orElse(AofManifest.none(name));
    if (!disk.exists(name) || disk.isDirectory(name)) {
      return manifest;
    }
    var isHalfDone = manifest.increments().isEmpty() && manifest.base().filter(base -> base.name().equals(name)).isPresent()
        && !disk.exists(directory + "/" + name);
    if (disk.isDirectory(directory) && !manifest.isEmpty() && !isHalfDone) {
      return manifest;
    }
    if (!disk.exists(directory)) {
      disk.makeDirectory(directory);
    }
    var upgraded = AofManifest.upgraded(name);
    persist(disk, directory, upgraded);
    disk.rename(name, directory + "/" + name);
    return upgraded;
  }

  /** Replaces the manifest. <b>Source:</b> {@code writeAofManifestFile}. */
  static void persist(Disk disk, String directory, AofManifest manifest) {
    var temporary = directory + "/temp-" + manifest.fileName();
    disk.create(temporary);
    disk.append(temporary, List.of(Bytes.latin1(manifest.text()).toByteArray()));
    disk.sync(temporary);
    disk.rename(temporary, directory + "/" + manifest.fileName());
    disk.syncDirectory(directory);
  }

  /** Whether every file that is to be loaded is there. @throws LoadFault if one is not */
  public static void check(Disk disk, Settings settings, AofManifest manifest) {
    for (var file : manifest.toLoad()) {
      var path = settings.text("appenddirname") + (file.name().isEmpty() ? "" : "/" + file.name());
      if (!disk.exists(path)) {
        throw new LoadFault(LoadFault.Kind.MISSING);
      }
      if (disk.isDirectory(path)) {
        throw new LoadFault(LoadFault.Kind.UNREADABLE);
      }
    }
  }
}
