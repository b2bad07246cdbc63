package dev.interlace.properties.jqwik;

import dev.interlace.engine.property.ExecutionJudge.Judged;
import dev.interlace.engine.search.GivenSchedule;
import dev.interlace.properties.RedisScenario;
import java.util.List;
import java.util.Optional;

/**
 * An order of steps as jqwik draws it: fits every scenario.
 *
 * <p>The numbers decide one step after another, each modulo the number of choices that are enabled there; after the last one it is always
 * the first choice. So the empty schedule runs the clients one after the other, and what jqwik shrinks to is short and mostly
 * zeros. (The engine's {@link dev.interlace.engine.search.Schedule} names the choices of one scenario instead.)
 *
 * @param numbers not negative
 */
public record Schedule(List<Integer> numbers) {
  public Schedule {
    numbers = new GivenSchedule(numbers).numbers();
  }

  /** The same for the engine. */
  public GivenSchedule strategy() {
    return new GivenSchedule(numbers);
  }

  /**
   * Takes {@code scenario} along this schedule and judges that one execution by all its properties, the built-in ones too.
   *
   * <p>If one is violated, the scenario's smallest counterexample to it is looked for, saved as a trace in {@code target/interlace}
   * and drawn in the error's message. Within a jqwik property what is learnt about a scenario is kept from one try to the next:
   * give it the same object each time.
   *
   * @throws AssertionError if a property is violated, or cannot be judged
   */
  public void check(RedisScenario scenario) {
    var subject = Subject.of(scenario);
    var judged = subject.judge(this);
    if (!judged.violations().isEmpty()) {
      throw new AssertionError(subject.explain(judged.violations().getFirst()));
    }
    judged.undecided().ifPresent(reason -> {
      throw new AssertionError(scenario.name() + ": undecided: " + reason);
    });
  }

  /** Whether the execution of {@code scenario} along this schedule violates nothing. Nothing is saved or shown. */
  public boolean holds(RedisScenario scenario) {
    return Subject.of(scenario).judge(this).equals(new Judged(List.of(), Optional.empty()));
  }
}
