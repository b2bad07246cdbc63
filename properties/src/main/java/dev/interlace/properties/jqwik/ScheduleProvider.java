package dev.interlace.properties.jqwik;

import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.providers.ArbitraryProvider;
import net.jqwik.api.providers.TypeUsage;

/** Lets jqwik draw a {@code @ForAll Schedule}. Found by jqwik itself, as a service. */
public final class ScheduleProvider implements ArbitraryProvider {
  /** Divided without remainder by 1 to 6, 8, 10 and 12: up to so many enabled choices are drawn alike. */
  private static final int NUMBERS = 120;

  private static final int LONGEST = 60;

  /** Schedules that leave no order out; they shrink towards fewer and smaller numbers. */
  public static Arbitrary<Schedule> schedules() {
    return Arbitraries.integers().between(0, NUMBERS - 1).withDistribution(RandomDistribution.uniform()).withoutEdgeCases()
        .list().ofMaxSize(LONGEST)
        .map(Schedule::new);
  }

  @Override
  public boolean canProvideFor(TypeUsage type) {
    return type.isOfType(Schedule.class);
  }

  @Override
  public Set<Arbitrary<?>> provideFor(TypeUsage type, SubtypeProvider subtypes) {
    return Set.of(schedules());
  }
}
