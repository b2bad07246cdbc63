package dev.interlace.model.keyspace;

/** What the use of a key leaves behind, for who must decide which keys to throw out. Only a server that runs keeps it. */
public interface Usage {
  /** When it was. */
  Usage RECENT = (entry, nowMillis) -> entry.noteUse(nowMillis, entry.frequency());

  /** Notes with {@link Entry#noteUse} that a key was used. */
  void used(Entry entry, long nowMillis);
}
