package dev.interlace.model.reply;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.bytes.Numbers;

/**
 * Every error text of the server, verbatim and once. <b>Source:</b> Redis 7.0.15; each is compared with the real server by the
 * conformance tests.
 */
public final class Errors {
  public static final Reply.Error WRONG_TYPE = error("WRONGTYPE Operation against a key holding the wrong kind of value");
  public static final Reply.Error NOT_AN_INTEGER = error("ERR value is not an integer or out of range");
  public static final Reply.Error NOT_A_FLOAT = error("ERR value is not a valid float");
  public static final Reply.Error SYNTAX = error("ERR syntax error");
  public static final Reply.Error NO_SUCH_KEY = error("ERR no such key");
  public static final Reply.Error OUT_OF_RANGE = error("ERR value is out of range");
  public static final Reply.Error INDEX_OUT_OF_RANGE = error("ERR index out of range");
  public static final Reply.Error MUST_BE_POSITIVE = error("ERR value is out of range, must be positive");
  public static final Reply.Error INCREMENT_OVERFLOWS = error("ERR increment or decrement would overflow");
  public static final Reply.Error DECREMENT_OVERFLOWS = error("ERR decrement would overflow");
  public static final Reply.Error INCREMENT_NAN = error("ERR increment would produce NaN or Infinity");
  public static final Reply.Error NOT_FINITE = error("ERR value is NaN or Infinity");
  public static final Reply.Error HASH_VALUE_NOT_AN_INTEGER = error("ERR hash value is not an integer");
  public static final Reply.Error HASH_VALUE_NOT_A_FLOAT = error("ERR hash value is not a float");
  public static final Reply.Error STRING_TOO_LONG = error("ERR string exceeds maximum allowed size (proto-max-bulk-len)");
  public static final Reply.Error OFFSET_OUT_OF_RANGE = error("ERR offset is out of range");
  public static final Reply.Error NO_AUTH_PASSWORD =
      error("ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?");
  public static final Reply.Error WRONG_PASSWORD = error("WRONGPASS invalid username-password pair or user is disabled.");
  public static final Reply.Error DB_INDEX_OUT_OF_RANGE = error("ERR DB index is out of range");
  public static final Reply.Error SAME_OBJECT = error("ERR source and destination objects are the same");
  public static final Reply.Error INVALID_CURSOR = error("ERR invalid cursor");
  public static final Reply.Error BUSY_KEY = error("BUSYKEY Target key name already exists.");
  public static final Reply.Error INVALID_TTL = error("ERR Invalid TTL value, must be >= 0");
  public static final Reply.Error INVALID_IDLETIME = error("ERR Invalid IDLETIME value, must be >= 0");
  public static final Reply.Error INVALID_FREQ = error("ERR Invalid FREQ value, must be >= 0 and <= 255");
  public static final Reply.Error WRONG_PAYLOAD = error("ERR DUMP payload version or checksum are wrong");
  public static final Reply.Error BAD_DATA_FORMAT = error("ERR Bad data format");
  public static final Reply.Error MIGRATE_KEY_NOT_EMPTY =
      error("ERR When using MIGRATE KEYS option, the key argument must be set to the empty string");
  public static final Reply.Error FREQ_WITHOUT_LFU =
      error("ERR An LFU maxmemory policy is not selected, access frequency not tracked. Please note that when switching between policies at "
          + "runtime LRU and LFU data will take some time to adjust.");
  public static final Reply.Error IDLETIME_UNDER_LFU =
      error("ERR An LFU maxmemory policy is selected, idle time not tracked. Please note that when switching between policies at runtime LRU "
          + "and LFU data will take some time to adjust.");
  public static final Reply.Error NO_PROTO = error("NOPROTO unsupported protocol version");

  public static final Reply.Error TOO_MANY_CLIENTS = error("ERR max number of clients reached");
  public static final Reply.Error PROTECTED_MODE = error(
      "DENIED Redis is running in protected mode because protected mode is enabled and no password is set for the default user. In this "
          + "mode connections are only accepted from the loopback interface. If you want to connect from external computers to Redis you "
          + "may adopt one of the following solutions: 1) Just disable protected mode sending the command 'CONFIG SET protected-mode no' "
          + "from the loopback interface by connecting to Redis from the same host the server is running, however MAKE SURE Redis is not "
          + "publicly accessible from internet if you do so. Use CONFIG REWRITE to make this change permanent. 2) Alternatively you can "
          + "just disable the protected mode by editing the Redis configuration file, and setting the protected mode option to 'no', and "
          + "then restarting the server. 3) If you started the server manually just for testing, restart it with the '--protected-mode "
          + "no' option. 4) Setup a an authentication password for the default user. NOTE: You only need to do one of the above things in "
          + "order for the server to start accepting connections from the outside.");

  public static final Reply.Error OUT_OF_MEMORY = error("OOM command not allowed when used memory > 'maxmemory'.");
  public static final Reply.Error CANNOT_SAVE = error("MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk. "
      + "Commands that may modify the data set are disabled, because this instance is configured to report errors during writes if RDB "
      + "snapshotting fails (stop-writes-on-bgsave-error option). Please check the Redis logs for details about the RDB error.");
  public static final Reply.Error NO_REPLICAS = error("NOREPLICAS Not enough good replicas to write.");
  public static final Reply.Error EXEC_ABORT = error("EXECABORT Transaction discarded because of previous errors.");
  public static final Reply.Error EXEC_WITHOUT_MULTI = error("ERR EXEC without MULTI");
  public static final Reply.Error DISCARD_WITHOUT_MULTI = error("ERR DISCARD without MULTI");
  public static final Reply.Error NESTED_MULTI = error("ERR MULTI calls can not be nested");
  public static final Reply.Error WATCH_IN_MULTI = error("ERR WATCH inside MULTI is not allowed");
  public static final Reply.Error NOT_IN_TRANSACTION = error("ERR Command not allowed inside a transaction");
  public static final Reply.Error NOT_FROM_SCRIPT = error("ERR This Redis command is not allowed from script");

  public static final Reply.Error NOT_FOR_REPLICAS = error("ERR Replica can't interact with the keyspace");
  public static final Reply.Error SSUBSCRIBE_IN_TRANSACTION = error("ERR SSUBSCRIBE isn't allowed for a DENY BLOCKING client");
  public static final Reply.Error MONITOR_IN_TRANSACTION = error("ERR MONITOR isn't allowed for DENY BLOCKING client");

  public static final Reply.Error NO_SUCH_REDIRECT = error("ERR The client ID you want redirect to does not exist");
  public static final Reply.Error SECOND_REDIRECT = error("ERR A client can only redirect to a single other client");
  public static final Reply.Error PREFIX_WITHOUT_BCAST = error("ERR PREFIX option requires BCAST mode to be enabled");
  public static final Reply.Error BCAST_SWITCHED =
      error("ERR You can't switch BCAST mode on/off before disabling tracking for this client, and then re-enabling it with a different mode.");
  public static final Reply.Error BCAST_WITH_OPT = error("ERR OPTIN and OPTOUT are not compatible with BCAST");
  public static final Reply.Error OPTIN_WITH_OPTOUT = error("ERR You can't specify both OPTIN mode and OPTOUT mode");
  public static final Reply.Error OPT_SWITCHED =
      error("ERR You can't switch OPTIN/OPTOUT mode before disabling tracking for this client, and then re-enabling it with a different mode.");
  public static final Reply.Error CACHING_WITHOUT_OPT =
      error("ERR CLIENT CACHING can be called only when the client is in tracking mode with OPTIN or OPTOUT mode enabled");
  public static final Reply.Error CACHING_YES = error("ERR CLIENT CACHING YES is only valid when tracking is enabled in OPTIN mode.");
  public static final Reply.Error CACHING_NO = error("ERR CLIENT CACHING NO is only valid when tracking is enabled in OPTOUT mode.");

  public static final Reply.Error UNKNOWN_FROM_SCRIPT = error("ERR Unknown Redis command called from script");
  public static final Reply.Error WRONG_ARITY_FROM_SCRIPT = error("ERR Wrong number of args calling Redis command from script");
  public static final Reply.Error WRITE_FROM_READ_ONLY_SCRIPT = error("ERR Write commands are not allowed from read-only scripts.");
  public static final Reply.Error NO_SCRIPT = error("NOSCRIPT No matching script. Please use EVAL.");
  public static final Reply.Error TOO_MANY_KEYS = error("ERR Number of keys can't be greater than number of args");
  public static final Reply.Error NOT_BUSY = error("NOTBUSY No scripts in execution right now.");
  public static final Reply.Error FUNCTION_NOT_FOUND = error("ERR Function not found");
  public static final Reply.Error LIBRARY_NOT_FOUND = error("ERR Library not found");
  public static final Reply.Error BAD_KEY_COUNT = error("ERR Bad number of keys provided");
  public static final Reply.Error NEGATIVE_KEYS = error("ERR Number of keys can't be negative");

  public static final Reply.Error RANK_ZERO =
      error("ERR RANK can't be zero: use 1 to start from the first match, 2 from the second ... "
          + "or use negative to start from the end of the list");
  public static final Reply.Error COUNT_NEGATIVE = error("ERR COUNT can't be negative");
  public static final Reply.Error MAXLEN_NEGATIVE = error("ERR MAXLEN can't be negative");
  public static final Reply.Error LIMIT_NEGATIVE = error("ERR LIMIT can't be negative");
  public static final Reply.Error NO_KEYS = error("ERR numkeys should be greater than 0");
  public static final Reply.Error COUNT_NOT_POSITIVE = error("ERR count should be greater than 0");
  public static final Reply.Error BEYOND_LONG =
      error("ERR value is out of range, value must between -9223372036854775807 and 9223372036854775807");

  public static final Reply.Error NOT_A_SCORE_RANGE = error("ERR min or max is not a float");
  public static final Reply.Error NOT_A_LEX_RANGE = error("ERR min or max not valid string range item");
  public static final Reply.Error XX_WITH_NX = error("ERR XX and NX options at the same time are not compatible");
  public static final Reply.Error GT_WITH_LT_OR_NX = error("ERR GT, LT, and/or NX options at the same time are not compatible");
  public static final Reply.Error INCR_OF_MANY = error("ERR INCR option supports a single increment-element pair");
  public static final Reply.Error SCORE_NAN = error("ERR resulting score is not a number (NaN)");
  public static final Reply.Error WEIGHT_NOT_A_FLOAT = error("ERR weight value is not a float");
  public static final Reply.Error LIMIT_OF_RANKS =
      error("ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX");
  public static final Reply.Error WITHSCORES_BYLEX = error("ERR syntax error, WITHSCORES not supported in combination with BYLEX");

  public static final Reply.Error INVALID_STREAM_ID = error("ERR Invalid stream ID specified as stream command argument");
  public static final Reply.Error INVALID_START_ID = error("ERR invalid start ID for the interval");
  public static final Reply.Error INVALID_END_ID = error("ERR invalid end ID for the interval");
  public static final Reply.Error MAXLEN_WITH_MINID =
      error("ERR syntax error, MAXLEN and MINID options at the same time are not compatible");
  public static final Reply.Error TRIM_MAXLEN_NEGATIVE = error("ERR The MAXLEN argument must be >= 0.");
  public static final Reply.Error TRIM_LIMIT_NEGATIVE = error("ERR The LIMIT argument must be >= 0.");
  public static final Reply.Error LIMIT_WITHOUT_TRIM =
      error("ERR syntax error, LIMIT cannot be used without specifying a trimming strategy");
  public static final Reply.Error LIMIT_OF_EXACT_TRIM = error("ERR syntax error, LIMIT cannot be used without the special ~ option");
  public static final Reply.Error TRIM_WITHOUT_STRATEGY = error("ERR syntax error, XTRIM must be called with a trimming strategy");
  public static final Reply.Error ID_ZERO = error("ERR The ID specified in XADD must be greater than 0-0");
  public static final Reply.Error ID_TOO_SMALL = error("ERR The ID specified in XADD is equal or smaller than the target stream top item");
  public static final Reply.Error IDS_EXHAUSTED = error("ERR The stream has exhausted the last possible ID, unable to add more items");
  public static final Reply.Error ENTRIES_ADDED_NEGATIVE = error("ERR entries_added must be positive");
  public static final Reply.Error SETID_BELOW_GIVEN_DELETED =
      error("ERR The ID specified in XSETID is smaller than the provided max_deleted_entry_id");
  public static final Reply.Error SETID_BELOW_TOP = error("ERR The ID specified in XSETID is smaller than the target stream top item");
  public static final Reply.Error ENTRIES_ADDED_BELOW_LENGTH =
      error("ERR The entries_added specified in XSETID is smaller than the target stream length");
  public static final Reply.Error TIMEOUT_NOT_AN_INTEGER = error("ERR timeout is not an integer or out of range");
  public static final Reply.Error TIMEOUT_NOT_A_FLOAT = error("ERR timeout is not a float or out of range");
  public static final Reply.Error TIMEOUT_NEGATIVE = error("ERR timeout is negative");
  public static final Reply.Error UNBLOCKED = error("UNBLOCKED client unblocked via CLIENT UNBLOCK");
  public static final Reply.Error STREAM_GONE = error("UNBLOCKED the stream key no longer exists");
  public static final Reply.Error GROUP_GONE = error("NOGROUP the consumer group this client was blocked on no longer exists");
  public static final Reply.Error UNBLOCK_REASON = error("ERR CLIENT UNBLOCK reason should be TIMEOUT or ERROR");
  public static final Reply.Error PAUSE_MODE = error("ERR CLIENT PAUSE mode must be WRITE or ALL");
  public static final Reply.Error UNBALANCED_STREAMS =
      error("ERR Unbalanced XREAD list of streams: for each stream key an ID or '$' must be specified.");
  public static final Reply.Error XREAD_WITH_GROUP =
      error("ERR The GROUP option is only supported by XREADGROUP. You called XREAD instead.");
  public static final Reply.Error XREAD_WITH_NOACK =
      error("ERR The NOACK option is only supported by XREADGROUP. You called XREAD instead.");
  public static final Reply.Error XREADGROUP_WITHOUT_GROUP = error("ERR Missing GROUP option for XREADGROUP");
  public static final Reply.Error XREADGROUP_FROM_END =
      error("ERR The $ ID is meaningless in the context of XREADGROUP: you want to read the history of this consumer by specifying a proper ID, "
          + "or use the > ID to get new messages. The $ ID would just return an empty result set.");
  public static final Reply.Error XREAD_OF_UNDELIVERED =
      error("ERR The > ID can be specified only when calling XREADGROUP using the GROUP <group> <consumer> option.");
  public static final Reply.Error ENTRIES_READ_NEGATIVE = error("ERR value for ENTRIESREAD must be positive or -1");
  public static final Reply.Error XGROUP_WITHOUT_KEY =
      error("ERR The XGROUP subcommand requires the key to exist. Note that for CREATE you may want to use the MKSTREAM option to create an "
          + "empty stream automatically.");
  public static final Reply.Error BUSY_GROUP = error("BUSYGROUP Consumer Group name already exists");
  public static final Reply.Error COUNT_MUST_BE_POSITIVE = error("ERR COUNT must be > 0");

  public static final Reply.Error BIT_OFFSET = error("ERR bit offset is not an integer or out of range");
  public static final Reply.Error NOT_A_BIT = error("ERR bit is not an integer or out of range");
  public static final Reply.Error BIT_NOT_0_OR_1 = error("ERR The bit argument must be 1 or 0.");
  public static final Reply.Error BITOP_NOT_OF_MANY = error("ERR BITOP NOT must be called with a single source key.");
  public static final Reply.Error BITFIELD_TYPE =
      error("ERR Invalid bitfield type. Use something like i16 u8. Note that u64 is not supported but i64 is.");
  public static final Reply.Error BITFIELD_OVERFLOW = error("ERR Invalid OVERFLOW type specified");
  public static final Reply.Error BITFIELD_RO_WRITES = error("ERR BITFIELD_RO only supports the GET subcommand");

  public static final Reply.Error NOT_A_HYPERLOGLOG = error("WRONGTYPE Key is not a valid HyperLogLog string value.");
  public static final Reply.Error CORRUPTED_HYPERLOGLOG = error("INVALIDOBJ Corrupted HLL object detected");
  public static final Reply.Error HYPERLOGLOG_NOT_SPARSE = error("ERR HLL encoding is not sparse");
  public static final Reply.Error PFDEBUG_NO_KEY = error("ERR The specified key does not exist");

  public static final Reply.Error GEO_RADIUS_NOT_A_FLOAT = error("ERR need numeric radius");
  public static final Reply.Error GEO_RADIUS_NEGATIVE = error("ERR radius cannot be negative");
  public static final Reply.Error GEO_WIDTH_NOT_A_FLOAT = error("ERR need numeric width");
  public static final Reply.Error GEO_HEIGHT_NOT_A_FLOAT = error("ERR need numeric height");
  public static final Reply.Error GEO_BOX_NEGATIVE = error("ERR height or width cannot be negative");
  public static final Reply.Error GEO_UNIT = error("ERR unsupported unit provided. please use M, KM, FT, MI");
  public static final Reply.Error GEO_NO_MEMBER = error("ERR could not decode requested zset member");
  public static final Reply.Error GEO_COUNT = error("ERR COUNT must be > 0");
  public static final Reply.Error GEO_ANY_WITHOUT_COUNT = error("ERR the ANY argument requires COUNT argument");

  public static final Reply.Error NO_AUTH = error("NOAUTH Authentication required.");
  public static final Reply.Error HELLO_NO_AUTH =
      error("NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO AUTH <user> <pass> option can be "
          + "used to authenticate the client and select the RESP protocol version at the same time");
  public static final Reply.Error USER_NAME = error("ERR Usernames can't contain spaces or null characters");
  public static final Reply.Error DEFAULT_USER_STAYS = error("ERR The 'default' user cannot be removed");
  public static final Reply.Error GENPASS_BITS =
      error("ERR ACL GENPASS argument must be the number of bits for the output password, a positive number up to 4096");
  public static final Reply.Error NO_ACL_FILE =
      error("ERR This Redis instance is not configured to use an ACL file. You may want to specify users via the ACL SETUSER command and then "
          + "issue a CONFIG REWRITE (assuming you have a Redis configuration file set) in order to store users in the Redis configuration.");
  public static final Reply.Error ACL_NOT_SAVED =
      error("ERR There was an error trying to save the ACLs. Please check the server logs for more information");
  public static final Reply.Error SORT_BY_DENIED = error("ERR BY option of SORT denied due to insufficient ACL permissions.");
  public static final Reply.Error SORT_GET_DENIED = error("ERR GET option of SORT denied due to insufficient ACL permissions.");
  public static final Reply.Error NO_KEY_PERMISSION = error("NOPERM this user has no permissions to access one of the keys used as arguments");
  public static final Reply.Error NO_CHANNEL_PERMISSION =
      error("NOPERM this user has no permissions to access one of the channels used as arguments");

  private static final int SHOWN_ARGUMENTS = 128;

  private Errors() {}

  /** @param command by its full name */
  public static Reply.Error notForSubscribers(String command) {
    return error(
        "ERR Can't execute '" + command + "': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this context");
  }

  /** @param which {@code existing} or {@code provided}, with an article in front */
  public static Reply.Error overlappingPrefixes(Bytes prefix, String which, Bytes other) {
    return oneLine("ERR Prefix '" + whole(prefix) + "' overlaps with " + which + " prefix '" + whole(other)
        + "'. Prefixes for a single client must not overlap.");
  }

  public static Reply.Error error(String text) {
    return new Reply.Error(text);
  }

  /** <b>Source:</b> {@code processCommand} in {@code server.c}: at most 128 bytes of the name, and arguments until 128 bytes are shown. */
  public static Reply.Error unknownCommand(java.util.List<Bytes> words) {
    var args = new StringBuilder();
    for (var i = 1; i < words.size() && args.length() < SHOWN_ARGUMENTS; i++) {
      args.append('\'').append(cut(words.get(i), SHOWN_ARGUMENTS - args.length())).append("' ");
    }
    return oneLine("ERR unknown command '" + cut(words.getFirst(), SHOWN_ARGUMENTS) + "', with args beginning with: " + args);
  }

  public static Reply.Error unknownSubcommand(Bytes container, Bytes subcommand) {
    return oneLine("ERR unknown subcommand '" + cut(subcommand, SHOWN_ARGUMENTS) + "'. Try " + upper(container) + " HELP.");
  }

  /** @param fullName in lower case, a subcommand as {@code script|load} */
  public static Reply.Error noPermission(String fullName) {
    return error("NOPERM this user has no permissions to run the '" + fullName + "' command");
  }

  /** @param what lacks permission */
  public static Reply.Error permissionLostBeforeExec(String what) {
    return error("NOPERM ACLs rules changed between the moment the transaction was accumulated and the EXEC call. "
        + "This command is no longer allowed for the following reason: " + what);
  }

  public static Reply.Error noPermissionInScript(String what) {
    return error("ERR The user executing the script can't " + what);
  }

  /** Of ACL SETUSER and its like, whose texts hold what the client sent. */
  /** @param trouble with whom MIGRATE has asked, in the server's words */
  public static Reply.Error noAnswer(String trouble) {
    return error("IOERR error or timeout " + trouble);
  }

  /** @param line of the other server, with its dash */
  public static Reply.Error targetReplied(Bytes line) {
    return oneLine("ERR Target instance replied with error: " + line.slice(1, line.length()).toLatin1());
  }

  public static Reply.Error acl(String text) {
    return oneLine("ERR " + text);
  }

  /** The subcommand is known, and its arguments are wrong in a way that only it can tell. <b>Source:</b> {@code addReplySubcommandSyntaxError}. */
  public static Reply.Error subcommandSyntax(Bytes container, Bytes subcommand) {
    return oneLine("ERR unknown subcommand or wrong number of arguments for '" + cut(subcommand, SHOWN_ARGUMENTS)
        + "'. Try " + upper(container) + " HELP.");
  }

  /** As XREADGROUP says it. */
  public static Reply.Error noGroupToRead(Bytes key, Bytes group) {
    return oneLine("NOGROUP No such key '" + whole(key) + "' or consumer group '" + whole(group) + "' in XREADGROUP with GROUP option");
  }

  /** As XPENDING, XCLAIM and XAUTOCLAIM say it. */
  public static Reply.Error noKeyOrGroup(Bytes key, Bytes group) {
    return oneLine("NOGROUP No such key '" + whole(key) + "' or consumer group '" + whole(group) + "'");
  }

  /** As XGROUP and XINFO say it. */
  public static Reply.Error noGroup(Bytes key, Bytes group) {
    return oneLine("NOGROUP No such consumer group '" + whole(group) + "' for key name '" + whole(key) + "'");
  }

  public static Reply.Error blockFromScript(Bytes command) {
    return oneLine("ERR " + whole(command) + " command is not allowed with BLOCK option from scripts");
  }

  public static Reply.Error unrecognizedClaimOption(Bytes option) {
    return oneLine("ERR Unrecognized XCLAIM option '" + whole(option) + "'");
  }

  /** An option of XCLAIM or XAUTOCLAIM is no integer. */
  public static Reply.Error invalidClaimArgument(String argument, String command) {
    return error("ERR Invalid " + argument + " argument for " + command.toUpperCase(java.util.Locale.ROOT));
  }

  /** As C's {@code %s} prints it: up to the first zero byte. */
  public static String whole(Bytes text) {
    return cut(text, Integer.MAX_VALUE);
  }

  /** @param fullName in lower case, a subcommand as {@code script|load} */
  public static Reply.Error wrongArity(String fullName) {
    return error("ERR wrong number of arguments for '" + fullName + "' command");
  }

  public static Reply.Error invalidExpire(String command) {
    return error("ERR invalid expire time in '" + command + "' command");
  }

  public static Reply.Error helloOption(Bytes option) {
    return oneLine("ERR Syntax error in HELLO option '" + whole(option) + "'");
  }

  public static Reply.Error unknownClientType(Bytes type) {
    return oneLine("ERR Unknown client type '" + whole(type) + "'");
  }

  public static Reply.Error noSuchUser(Bytes name) {
    return oneLine("ERR No such user '" + whole(name) + "'");
  }

  public static Reply.Error noSamples(Bytes event) {
    return oneLine("ERR No samples available for event '" + whole(event) + "'");
  }

  /** @param name DEBUG or MODULE, in any case */
  public static Reply.Error notAllowed(String name) {
    return error("ERR " + name.toUpperCase(java.util.Locale.ROOT) + " command not allowed. If the enable-" + name
        + "-command option is set to \"local\", you can run it from a local connection, otherwise you need to set this option in the "
        + "configuration file, and then restart the server.");
  }

  public static Reply.Error unknownParameter(Bytes name) {
    return oneLine("ERR Unknown option or number of arguments for CONFIG SET - '" + whole(name) + "'");
  }

  public static Reply.Error configSetFailed(String parameter, String because) {
    return error("ERR CONFIG SET failed (possibly related to argument '" + parameter + "') - " + because);
  }

  /** An option of EXPIRE. */
  public static Reply.Error unsupportedOption(Bytes option) {
    return oneLine("ERR Unsupported option " + whole(option));
  }

  public static Reply.Error unknownPfDebug(Bytes subcommand) {
    return oneLine("ERR Unknown PFDEBUG subcommand '" + whole(subcommand) + "'");
  }

  /** @param who what stores: {@code GEOSEARCHSTORE}, or the option of GEORADIUS */
  public static Reply.Error geoStoreWith(String who) {
    return error("ERR " + who + " is not compatible with WITHDIST, WITHHASH and WITHCOORD options");
  }

  /** @param command as the client spelt it */
  public static Reply.Error geoExactlyOne(String options, Bytes command) {
    return oneLine("ERR exactly one of " + options + " can be specified for " + whole(command));
  }

  public static Reply.Error offTheMap(double longitude, double latitude) {
    return error("ERR invalid longitude,latitude pair " + Numbers.fixed(longitude, 6) + "," + Numbers.fixed(latitude, 6));
  }

  public static Reply.Error noInputKeys(String command) {
    return error("ERR at least 1 input key is needed for '" + command + "' command");
  }

  /**
   * EXEC itself was refused. <b>Source:</b> {@code rejectCommandFormat}, {@code execCommandAbort}: the reason goes without the code
   * {@code ERR}.
   */
  public static Reply.Error execAbort(Reply.Error because) {
    var reason = because.text().toLatin1().startsWith("ERR ") ? because.text().slice("ERR ".length(), because.text().length()) : because.text();
    return new Reply.Error(Bytes.of("EXECABORT Transaction discarded because of: ").concat(reason));
  }

  /**
   * A text that holds bytes of the client: CR and LF would end the error line, so Redis sends blanks for them, and nothing for those
   * at the end.
   */
  public static Reply.Error oneLine(String text) {
    var latin1 = text;
    while (latin1.endsWith("\r") || latin1.endsWith("\n")) {
      latin1 = latin1.substring(0, latin1.length() - 1);
    }
    return withBlanks(latin1);
  }

  private static Reply.Error withBlanks(String text) {
    return new Reply.Error(Bytes.latin1(text.replace('\r', ' ').replace('\n', ' ')));
  }

  /** Of FUNCTION LIST; the one error that keeps a blank for each CR and LF at its end. */
  public static Reply.Error unknownArgument(Bytes word) {
    return withBlanks("ERR Unknown argument " + whole(word));
  }

  /** As C's {@code %.*s} prints: up to the limit, or the first zero byte. */
  private static String cut(Bytes text, int limit) {
    var line = text.toLatin1();
    var zero = line.indexOf(0);
    var end = Math.min(zero < 0 ? line.length() : zero, limit);
    return line.substring(0, end);
  }

  private static String upper(Bytes text) {
    return text.toLatin1().toUpperCase(java.util.Locale.ROOT);
  }

  /** @param reason in the words of the operating system */
  public static Reply.Error cannotAppend(String reason) {
    return error("MISCONF Errors writing to the AOF file: " + reason);
  }
}
