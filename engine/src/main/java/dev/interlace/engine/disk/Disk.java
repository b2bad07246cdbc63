package dev.interlace.engine.disk;

import java.util.List;

/**
 * A directory tree of files, and what each operation on it promises when the process or the machine dies.
 *
 * <p><b>A process that dies</b> loses nothing that an operation has done: what was written is in the page cache, and that is the kernel's.
 *
 * <p><b>A machine that loses power</b> keeps what was synced. Of what was not, each file keeps its changes up to some point in the order in
 * which they were made, a write perhaps only up to some byte; and the names of files keep their changes up to some point in that order. File
 * and name are independent: a file that was renamed and never synced may be there under its new name, and be empty. <b>Source:</b> POSIX
 * promises nothing of what was not synced; that changes of names come in order, and that a synced directory takes all earlier ones with it,
 * is the journal of ext4 ({@code data=ordered}) and XFS, and what Redis relies on when it creates {@code appendonlydir} and syncs only what
 * is in it. That data come in the order of the writes is more than ext4 promises for a file that is overwritten, and what it does for one
 * that grows. What ext4 adds for programs that forget to sync ({@code auto_da_alloc}), or does along the way (syncing a file commits its name
 * too), is not promised here.
 *
 * <p>Paths are relative, with slashes; the directory that everything is in is {@code ""}.
 *
 * <p><b>Errors:</b> a {@link DiskFault}; nothing was done, except that of a write as much was done as there was room for.
 */
public interface Disk {
  /** What can be made to fail. */
  enum Operation {
    READ,
    CREATE,
    WRITE,
    TRUNCATE,
    SYNC,
    RENAME,
    DELETE,
    SYNC_DIRECTORY
  }

  boolean exists(String path);

  boolean isDirectory(String path);

  /** The names in a directory, sorted. */
  List<String> list(String directory);

  /** The file as it is now, synced or not. */
  byte[] read(String path);

  /** Of a file, in bytes. */
  long size(String path);

  /**
   * Makes an empty file, or empties the one that is there. <b>Promise:</b> the name is durable when the directory is synced; that the old
   * content is gone, when the file is. <b>Source:</b> {@code open} with {@code O_CREAT | O_TRUNC}.
   */
  void create(String path);

  /**
   * Adds to the end of a file, in one go. <b>Promise:</b> durable when the file is synced; until then any part up to some byte may be there.
   * <b>Source:</b> {@code write} with {@code O_APPEND}.
   *
   * @param records what is written, in the pieces that mean something to the writer: where a write is torn is chosen by them
   */
  void append(String path, List<byte[]> records);

  /** Overwrites a file from {@code at} on, which lies within it or at its end. <b>Promise:</b> as {@link #append}. */
  void write(String path, long at, byte[] data);

  /** Cuts a file off. <b>Promise:</b> durable when the file is synced. <b>Source:</b> {@code ftruncate}. */
  void truncate(String path, long size);

  /**
   * Makes the content of a file durable, not its name. <b>Source:</b> {@code fdatasync}, which Redis uses on Linux, and {@code fsync}: they
   * differ in the time of the last change, which nobody reads here.
   */
  void sync(String path);

  /**
   * Begins a sync that is not waited for. <b>Promise:</b> nothing, until {@link #endSync}; then what was in the file when this was called is
   * durable. <b>Source:</b> {@code fdatasync} in a thread of its own.
   */
  void beginSync(String path);

  /** The sync of the file that was begun last has ended; {@link #syncMillis} after it began. */
  void endSync(String path);

  /** How long a sync takes that is not waited for, in milliseconds: 0 if that makes no difference. */
  long syncMillis();

  /**
   * Gives a file another name, in place of whatever file has it. <b>Promise:</b> atomic: after a power loss one of the two is true. Durable when the
   * directory is synced. <b>Source:</b> {@code rename}.
   */
  void rename(String from, String to);

  /** Removes the name of a file. <b>Promise:</b> durable when the directory is synced. <b>Source:</b> {@code unlink}. */
  void delete(String path);

  /** <b>Promise:</b> durable when the directory that it is in is synced, or, through the journal, the new one. <b>Source:</b> {@code mkdir}. */
  void makeDirectory(String path);

  /**
   * Makes the names in a directory durable, and with them all changes of names that were made before the last one in it. <b>Source:</b>
   * {@code fsync} of a directory.
   */
  void syncDirectory(String path);
}
