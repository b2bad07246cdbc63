package dev.interlace.model.command;

import dev.interlace.model.acl.AclLog;
import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.durability.Durability;
import dev.interlace.model.rdb.RdbContent;
import dev.interlace.model.session.Session;
import dev.interlace.model.telemetry.Telemetry;
import java.util.List;
import java.util.Optional;

/**
 * What a running server has that a state in exploration has not: other connections that it can look at, and counters. None of it is part
 * of a {@code ServerState}: states that differ only in how often something was counted are one.
 */
public interface Host {
  /** Nobody: for servers that are explored. */
  Host NONE =
      new Host() {
        @Override
        public List<Peer> peers(Session current) {
          return List.of();
        }

        @Override
        public Optional<String> address(long client) {
          return Optional.empty();
        }

        @Override
        public Optional<Telemetry> telemetry() {
          return Optional.empty();
        }

        @Override
        public void shutDown() {
          throw new UnmodelledCommand("shutdown", " in exploration");
        }

        @Override
        public void sleep(long micros) {
          throw new UnmodelledCommand("debug|sleep", " in exploration");
        }
      };

  /**
   * One connection.
   *
   * @param session as it is now, even in the middle of a command
   * @param address {@code ip:port} of the client's end
   * @param sinceMillis when it was accepted
   * @param activeMillis when it last sent a command
   * @param command the full name of that, or {@code NULL} if it is no command or there was none
   * @param isHeldBack whether that waits for the end of a pause
   */
  record Peer(
      Session session, String address, long sinceMillis, long activeMillis, String command, boolean isHeldBack, Buffers buffers) {
    public Peer with(Session next) {
      return new Peer(next, address, sinceMillis, activeMillis, command, isHeldBack, buffers);
    }

    /** Whether it waits, for whatever reason. */
    public boolean isBlocked() {
      return isHeldBack || session.isBlocked();
    }
  }

  /**
   * Every connection, the oldest first.
   *
   * @param current the session of the client that asks, which is further than its connection knows
   */
  List<Peer> peers(Session current);

  /** {@code ip:port} of a client's end; empty if it has no connection. */
  Optional<String> address(long client);

  /** What the server has counted; empty where nothing is counted. */
  Optional<Telemetry> telemetry();

  /** The same, for a command that is about nothing else and gives no verdict where nothing is counted. */
  default Telemetry telemetry(Call call) {
    return telemetry().orElseThrow(() -> new UnmodelledCommand(call.name(), " in exploration, where nothing is counted,"));
  }

  /** The server ends, without a reply to anybody. */
  void shutDown();

  /** Lets time pass within a command, and everybody wait. */
  void sleep(long micros);

  /** Writes a line of a script to the server's log, {@code level} from 0 (debug) to 3 (warning); in exploration there is none. */
  default void log(int level, Bytes message) {}

  /** What DEBUG switches on and off in a server that runs, all off at first. */
  enum Switch {
    /** Keys that have expired go only when somebody looks: SET-ACTIVE-EXPIRE 0. */
    LAZY_EXPIRY,
    /** Scripts may call any command: SET-DISABLE-DENY-SCRIPTS 1. */
    FREE_SCRIPTS
  }

  /** Whether clients are sent bytes, which may be half a reply. */
  default boolean sendsBytes() {
    return false;
  }

  /** What the server has around it; nothing in exploration. */
  default Surroundings surroundings() {
    return Surroundings.NONE;
  }

  /** Switches something on or off. */
  default void turn(Switch which, boolean on) {
    throw new UnmodelledCommand("debug", " in exploration, with what it switches,");
  }

  default boolean isOn(Switch which) {
    return false;
  }

  /** How data are kept; empty where they are not. */
  default Optional<Durability> durability() {
    return Optional.empty();
  }

  /** Has what an RDB file holds in place of everything. */
  default void replace(RdbContent content) {
    throw new UnmodelledCommand("debug|reload", " in exploration");
  }

  /** Has what an RDB file holds beside, or over, what there is. */
  default void add(RdbContent content) {
    throw new UnmodelledCommand("debug|reload", " in exploration");
  }

  /** Has what the append-only files hold in place of everything. */
  default void loadLog() {
    throw new UnmodelledCommand("debug|loadaof", " without a disk");
  }

  /** What users were denied; empty in exploration, where nobody keeps count. */
  default Optional<AclLog> aclLog() {
    return Optional.empty();
  }
}
