package dev.interlace.properties.soundness;

import dev.interlace.engine.program.ClientResult;
import java.util.List;

/** What an execution came to: what is left for an application to see, and what each client's operations returned. */
public record Ending<V>(V view, List<ClientResult> results) {
  public Ending {
    results = List.copyOf(results);
  }
}
