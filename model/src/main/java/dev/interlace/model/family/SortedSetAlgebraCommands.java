package dev.interlace.model.family;

import static dev.interlace.model.command.CommandSpec.command;

import dev.interlace.model.command.Call;
import dev.interlace.model.command.CommandSpec;
import dev.interlace.model.family.ZAlgebraOptions.Input;
import dev.interlace.model.family.ZAlgebraOptions.Operation;
import dev.interlace.model.reply.Reply;
import dev.interlace.model.value.SortedSetValue;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Unions, intersections and differences of sorted sets and sets.
 *
 * <p><b>Source:</b> {@code zunionInterDiffGenericCommand} in {@code t_zset.c} of Redis 7.0.
 */
public final class SortedSetAlgebraCommands {
  public static final List<CommandSpec> TABLE =
      List.of(
          command("zunion", call -> answer(call, Operation.UNION)),
          command("zinter", call -> answer(call, Operation.INTER)),
          command("zdiff", call -> answer(call, Operation.DIFF)),
          command("zunionstore", call -> store(call, Operation.UNION)),
          command("zinterstore", call -> store(call, Operation.INTER)),
          command("zdiffstore", call -> store(call, Operation.DIFF)),
          command("zintercard", SortedSetAlgebraCommands::interCard));

  private SortedSetAlgebraCommands() {}

  private static Reply answer(Call call, Operation operation) {
    var options = ZAlgebraOptions.parse(call, operation);
    var result = result(options, operation).ascending();
    return options.withScores() ? SortedSetCommands.scored(result) : SortedSetCommands.members(result);
  }

  private static Reply store(Call call, Operation operation) {
    var result = result(ZAlgebraOptions.parse(call, operation), operation);
    result.use(call.thresholds());
    result.compact();
    return SortedSetRangeCommands.store(call, call.word(1), result);
  }

  private static Reply interCard(Call call) {
    var options = ZAlgebraOptions.parse(call, Operation.INTER_CARD);
    var size = result(options, Operation.INTER_CARD).size();
    return Reply.of(options.limit() == 0 ? size : Math.min(size, options.limit()));
  }

  private static SortedSetValue result(ZAlgebraOptions options, Operation operation) {
    return switch (operation) {
      case UNION -> union(options, smallestFirst(options));
      case INTER, INTER_CARD -> inter(options, smallestFirst(options));
      case DIFF -> diff(options.inputs());
    };
  }

  /** Scores are added in this order, which shows in their last digits. */
  private static List<Input> smallestFirst(ZAlgebraOptions options) {
    return options.inputs().stream().sorted(Comparator.comparingInt(Input::size)).toList();
  }

  private static SortedSetValue union(ZAlgebraOptions options, List<Input> inputs) {
    var result = SortedSetValue.skiplist();
    for (var input : inputs) {
      for (var each : input.members()) {
        var weighted = input.weighted(each.score());
        var before = result.score(each.member());
        result.put(each.member(), before.isEmpty() ? orZero(weighted) : options.aggregate().of(before.getAsDouble(), orZero(weighted)));
      }
    }
    return result;
  }

  private static SortedSetValue inter(ZAlgebraOptions options, List<Input> inputs) {
    var result = SortedSetValue.skiplist();
    for (var each : inputs.getFirst().members()) {
      var score = OptionalDouble.of(orZero(inputs.getFirst().weighted(each.score())));
      for (var input : inputs.subList(1, inputs.size())) {
        var other = input.score(each.member());
        score = score.isEmpty() || other.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(options.aggregate().of(score.getAsDouble(), input.weighted(other.getAsDouble())));
      }
      score.ifPresent(value -> result.put(each.member(), value));
    }
    return result;
  }

  private static SortedSetValue diff(List<Input> inputs) {
    var result = SortedSetValue.skiplist();
    for (var each : inputs.getFirst().members()) {
      if (inputs.stream().skip(1).noneMatch(input -> input.score(each.member()).isPresent())) {
        result.put(each.member(), each.score());
      }
    }
    return result;
  }

  /** Infinity weighed by 0 counts as 0. */
  private static double orZero(double score) {
    return Double.isNaN(score) ? 0 : score;
  }
}
