package dev.interlace.engine.search;

import java.util.List;

/**
 * One execution, chosen by somebody else's numbers: each is taken modulo the number of enabled choices; after the last it is
 * always the first choice.
 *
 * @param numbers not negative
 */
public record GivenSchedule(List<Integer> numbers) implements Strategy {
  public GivenSchedule {
    numbers = List.copyOf(numbers);
    if (numbers.stream().anyMatch(number -> number < 0)) {
      throw new IllegalArgumentException("a given schedule has no negative numbers: " + numbers);
    }
  }

  @Override
  public Coverage explore(StateSpace space, Budget budget, Visitor visitor) {
    var sampling = new Sampling(space, budget, visitor);
    sampling.run(1, 1, (number, each, out) -> {
      var next = numbers.iterator();
      Sampling.walk(each, budget.steps(), (state, successors) -> next.hasNext() ? next.next() % successors.count() : 0, out);
    });
    return sampling.coverage("given schedule", "one execution");
  }
}
