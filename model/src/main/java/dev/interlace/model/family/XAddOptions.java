package dev.interlace.model.family;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.Call;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.value.StreamId;
import dev.interlace.model.value.StreamTrim;
import dev.interlace.model.value.StreamValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The options of XADD and XTRIM. <b>Source:</b> {@code streamParseAddOrTrimArgsOrReply}.
 *
 * <p><b>Errors:</b> word by word, then combinations.
 *
 * @param id what XADD asks for
 * @param words fields and values
 */
record XAddOptions(boolean mayCreate, Optional<StreamTrim> trim, WantedId id, List<Bytes> words) {
  private static final Bytes ABOUT = Bytes.of("~");

  /** The ID that an entry shall have. */
  sealed interface WantedId {
    /** Written {@code *}. */
    record Any() implements WantedId {}

    /** Written {@code ms-*}. */
    record OfMillis(long ms) implements WantedId {}

    record Given(StreamId id) implements WantedId {}
  }

  static XAddOptions parseAdd(Call call) {
    var parser = new Parser(call, true);
    var at = parser.parse();
    return new XAddOptions(parser.mayCreate, parser.trim(), parser.id, call.words().subList(Math.min(at + 1, call.size()), call.size()));
  }

  static StreamTrim parseTrim(Call call) {
    var parser = new Parser(call, false);
    parser.parse();
    return parser.trim().orElseThrow(() -> Call.fail(Errors.TRIM_WITHOUT_STRATEGY));
  }

  /** What XADD came to: the ID that the entry got, and what is left of the stream where that was not said exactly. */
  List<Bytes> exact(Call call, StreamValue stream, StreamId id) {
    var all = trim.map(each -> exact(call, each, stream)).orElseGet(() -> new ArrayList<>(call.words()));
    if (!(this.id instanceof WantedId.Given)) {
      all.set(call.size() - words.size() - 1, id.text());
    }
    return all;
  }

  /** <b>Source:</b> {@code streamRewriteApproxSpecifier} and {@code streamRewriteTrimArgument}. */
  static List<Bytes> exact(Call call, StreamTrim trim, StreamValue stream) {
    var all = new ArrayList<>(call.words());
    if (trim.isApproximate()) {
      var sign = all.subList(2, all.size()).indexOf(ABOUT) + 2;
      all.set(sign, Bytes.of("="));
      all.set(sign + 1, trim instanceof StreamTrim.ToLength ? Bytes.of(stream.size()) : firstId(stream).text());
    }
    return all;
  }

  /** <b>Source:</b> {@code streamGetEdgeID}. */
  private static StreamId firstId(StreamValue stream) {
    return stream.size() == 0 ? StreamId.MAX : stream.firstId();
  }

  private static final class Parser {
    private final Call call;
    private final boolean isAdd;
    private boolean mayCreate = true;
    private WantedId id = new WantedId.Any();
    private boolean isApproximate;
    private Optional<Long> length = Optional.empty();
    private Optional<StreamId> from = Optional.empty();
    private Optional<Long> limit = Optional.empty();

    Parser(Call call, boolean isAdd) {
      this.call = call;
      this.isAdd = isAdd;
    }

    /** Answers where the ID stands, or the end. */
    int parse() {
      var at = 2;
      while (at < call.size()) {
        var hasMore = at + 1 < call.size();
        var option = call.word(at).toLowerCase();
        if (isAdd && option.equals("*")) {
          return at;
        } else if (hasMore && (option.equals("maxlen") || option.equals("minid"))) {
          at = strategy(at + 1, option.equals("maxlen"));
        } else if (hasMore && option.equals("limit")) {
          limit = Optional.of(atLeastZero(at + 1, Errors.TRIM_LIMIT_NEGATIVE));
          at += 2;
        } else if (isAdd && option.equals("nomkstream")) {
          mayCreate = false;
          at++;
        } else if (isAdd) {
          id = wanted(at);
          return at;
        } else {
          throw Call.fail(Errors.SYNTAX);
        }
      }
      return at;
    }

    private int strategy(int first, boolean isLength) {
      if (length.isPresent() || from.isPresent()) {
        throw Call.fail(Errors.MAXLEN_WITH_MINID);
      }
      var sign = call.word(first).toLatin1();
      isApproximate = first + 1 < call.size() && sign.equals("~");
      var at = isApproximate || first + 1 < call.size() && sign.equals("=") ? first + 1 : first;
      if (isLength) {
        length = Optional.of(atLeastZero(at, Errors.TRIM_MAXLEN_NEGATIVE));
      } else {
        from = Optional.of(StreamIds.strict(call, at));
      }
      return at + 1;
    }

    private long atLeastZero(int index, Reply.Error otherwise) {
      var value = call.integer(index);
      if (value < 0) {
        throw Call.fail(otherwise);
      }
      return value;
    }

    private WantedId wanted(int index) {
      var millis = StreamIds.milliseconds(call.word(index));
      return millis.isPresent() ? new WantedId.OfMillis(millis.getAsLong()) : new WantedId.Given(StreamIds.strict(call, index));
    }

    Optional<StreamTrim> trim() {
      var isTrim = length.isPresent() || from.isPresent();
      if (!isTrim && limit.orElse(0L) != 0) {
        throw Call.fail(Errors.LIMIT_WITHOUT_TRIM);
      }
      if (!isTrim && !isAdd) {
        throw Call.fail(Errors.TRIM_WITHOUT_STRATEGY);
      }
      var isRepeated = call.database().isLoading(); // what it came to has been made exact, and has its LIMIT still
      if (limit.isPresent() && !isApproximate && !isRepeated) {
        throw Call.fail(Errors.LIMIT_OF_EXACT_TRIM);
      }
      var most = isRepeated ? 0 : limit.orElse(isApproximate ? StreamTrim.usualLimit(call.thresholds()) : 0L);
      return length.<StreamTrim>map(kept -> new StreamTrim.ToLength(kept, isApproximate, most))
          .or(() -> from.map(first -> new StreamTrim.ToId(first, isApproximate, most)));
    }
  }
}
