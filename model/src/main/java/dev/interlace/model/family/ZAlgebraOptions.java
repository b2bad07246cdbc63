package dev.interlace.model.family;

import dev.interlace.model.bytes.Bytes;
import dev.interlace.model.command.Call;
import dev.interlace.model.reply.Errors;
import dev.interlace.model.value.RedisValue;
import dev.interlace.model.value.SetValue;
import dev.interlace.model.value.SortedSetValue;
import dev.interlace.model.value.SortedSetValue.Scored;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What ZUNION and its relatives combine and how.
 *
 * <p><b>Errors:</b> the number of keys, then the types of the keys, then the options from left to right.
 *
 * @param limit 0 for none
 */
record ZAlgebraOptions(List<Input> inputs, Aggregate aggregate, boolean withScores, long limit) {
  /** By what the command is called. */
  enum Operation {
    UNION,
    INTER,
    DIFF,
    INTER_CARD
  }

  /** How the scores of one member become one. */
  enum Aggregate {
    SUM,
    MIN,
    MAX;

    /** NaN never results: two infinities that cancel count as 0, and the lesser or greater is what compares so. */
    double of(double score, double other) {
      return switch (this) {
        case SUM -> Double.isNaN(score + other) ? 0 : score + other;
        case MIN -> other < score ? other : score;
        case MAX -> other > score ? other : score;
      };
    }
  }

  /** One key and the weight of its scores. A set counts as a sorted set of scores 1, a missing key as an empty one. */
  record Input(SortedSetValue scores, double weight) {
    int size() {
      return scores.size();
    }

    List<Scored> members() {
      return scores.ascending();
    }

    OptionalDouble score(Bytes member) {
      return scores.score(member);
    }

    double weighted(double score) {
      return weight * score;
    }
  }

  static ZAlgebraOptions parse(Call call, Operation operation) {
    return new Parser(call, operation).parse();
  }

  private static final class Parser {
    private final Call call;
    private final Operation operation;
    private final boolean isStored;
    private final List<SortedSetValue> sources = new ArrayList<>();
    private final List<Double> weights = new ArrayList<>();
    private Aggregate aggregate = Aggregate.SUM;
    private boolean withScores;
    private long limit;
    private int at;

    Parser(Call call, Operation operation) {
      this.call = call;
      this.operation = operation;
      this.isStored = call.name().endsWith("store");
    }

    ZAlgebraOptions parse() {
      readSources(isStored ? 2 : 1);
      while (at < call.size()) {
        readOption();
      }
      var inputs = new ArrayList<Input>();
      for (var i = 0; i < sources.size(); i++) {
        inputs.add(new Input(sources.get(i), weights.get(i)));
      }
      return new ZAlgebraOptions(inputs, aggregate, withScores, limit);
    }

    private void readSources(int countAt) {
      var count = call.integer(countAt);
      if (count < 1) {
        throw Call.fail(Errors.noInputKeys(call.name()));
      }
      if (count > call.size() - countAt - 1) {
        throw Call.fail(Errors.SYNTAX);
      }
      at = countAt + 1 + (int) count;
      for (var key : call.words().subList(countAt + 1, at)) {
        sources.add(call.database().read(key).map(Parser::scores).orElseGet(SortedSetValue::new));
        weights.add(1.0);
      }
    }

    private static SortedSetValue scores(RedisValue value) {
      if (value instanceof SortedSetValue sortedSet) {
        return sortedSet;
      }
      if (!(value instanceof SetValue set)) {
        throw Call.fail(Errors.WRONG_TYPE);
      }
      var scores = SortedSetValue.skiplist();
      set.members().forEach(member -> scores.put(member, 1));
      return scores;
    }

    private void readOption() {
      var left = call.size() - at;
      var combinesScores = operation == Operation.UNION || operation == Operation.INTER;
      var option = call.word(at++).toLowerCase();
      if (option.equals("weights") && combinesScores && left > sources.size()) {
        for (var i = 0; i < sources.size(); i++) {
          weights.set(i, call.decimal(at++, Errors.WEIGHT_NOT_A_FLOAT));
        }
      } else if (option.equals("aggregate") && combinesScores && left > 1) {
        aggregate = aggregate(call.word(at++));
      } else if (option.equals("withscores") && !isStored && operation != Operation.INTER_CARD) {
        withScores = true;
      } else if (option.equals("limit") && operation == Operation.INTER_CARD && left > 1) {
        limit = call.integer(at++, 0, Long.MAX_VALUE, Errors.LIMIT_NEGATIVE);
      } else {
        throw Call.fail(Errors.SYNTAX);
      }
    }

    private static Aggregate aggregate(Bytes word) {
      return switch (word.toLowerCase()) {
        case "sum" -> Aggregate.SUM;
        case "min" -> Aggregate.MIN;
        case "max" -> Aggregate.MAX;
        default -> throw Call.fail(Errors.SYNTAX);
      };
    }
  }
}
