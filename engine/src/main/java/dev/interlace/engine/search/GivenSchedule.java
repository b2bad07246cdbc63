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
    var next = numbers.iterator();
    sampling.walk((state, out) -> next.hasNext() ? next.next() % out.count() : 0);
    return sampling.coverage("given schedule", "one execution");
  }
}
