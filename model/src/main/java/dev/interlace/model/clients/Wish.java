package dev.interlace.model.clients;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.value.ListValue;
import dev.interlace.model.value.ListValue.End;
import dev.interlace.model.value.RedisValue;
import dev.interlace.model.value.SortedSetValue;
import dev.interlace.model.value.StreamId;
import dev.interlace.model.value.StreamValue;
import java.util.List;

/** What a blocked client is to be given, of the first of its keys that has it. */
public sealed interface Wish {
  /** Values of other types do not concern who wishes this. */
  Class<? extends RedisValue> type();

  /** What the client is told when its time is over. */
  default Reply givenUp() {
    return Reply.NIL_ARRAY;
  }

  /** BLPOP, BRPOP. */
  record Pop(End from) implements OfList {}

  /** BLMPOP. */
  record PopSome(End from, long count) implements OfList {}

  /** BLMOVE, BRPOPLPUSH. @param isOldForm whether it is the latter */
  record Move(End from, End to, Bytes target, boolean isOldForm) implements OfList {}

  /** BZPOPMIN, BZPOPMAX. */
  record PopScored(boolean isLowest) implements OfSortedSet {}

  /** BZMPOP. */
  record PopSomeScored(boolean isLowest, long count) implements OfSortedSet {}

  /**
   * XREAD.
   *
   * @param after for each key, the ID that entries must be beyond
   * @param count the most entries, 0 for all
   */
  record Read(List<StreamId> after, long count) implements OfStream {
    public Read {
      after = List.copyOf(after);
    }
  }

  /** XREADGROUP, which can be blocked for undelivered entries only. */
  record ReadAsGroup(Bytes group, Bytes consumer, boolean isAcknowledged, long count) implements OfStream {}

  /** Something of a list. */
  sealed interface OfList extends Wish {
    @Override
    default Class<? extends RedisValue> type() {
      return ListValue.class;
    }
  }

  /** Something of a sorted set. */
  sealed interface OfSortedSet extends Wish {
    @Override
    default Class<? extends RedisValue> type() {
      return SortedSetValue.class;
    }
  }

  /** Something of a stream. */
  sealed interface OfStream extends Wish {
    @Override
    default Class<? extends RedisValue> type() {
      return StreamValue.class;
    }
  }
}
