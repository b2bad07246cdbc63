package dev.interlace.properties.cli;

import dev.interlace.properties.durability.CrashTable;
import dev.interlace.properties.durability.Death;
import dev.interlace.properties.durability.Policy;
import dev.interlace.properties.durability.Policy.Promise;
import dev.interlace.properties.durability.Transfers;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code interlace durability}. */
@Command(
    name = "durability",
    mixinStandardHelpOptions = true,
    description = {
      "What acknowledged transactions are worth under each policy of persistence.",
      "Fifteen of them, one life; it ends at every moment, in every way, and a server starts from every disk that may be left."
    })
final class DurabilityCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--no-loss", description = "Losing acknowledged writes is unacceptable, whatever the policy promises.")
  private boolean mustKeepAll;

  @Option(names = "--rewrite", description = "Rewrite the append-only file on the way.")
  private boolean isRewritten;

  @Override
  public Integer call() {
    var story = new Transfers(isRewritten);
    var rows = Arrays.stream(Policy.values())
        .flatMap(policy -> Arrays.stream(Death.values())
            .map(death -> CrashTable.row(policy, death, mustKeepAll ? Promise.EVERYTHING : policy.promise(death), story)))
        .toList();
    spec.commandLine().getOut().print(new CrashTable(rows).text());
    return rows.stream().allMatch(row -> row.violation().isEmpty()) ? ExitCode.EXPECTED : ExitCode.VIOLATED;
  }
}
