package dev.interlace.engine.program;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client's operations returned.
 *
 * @param values one for each operation that returned, in order; arrays are lists here; may hold null
 * @param failure what ended the client, if the operation after those threw
 */
public record ClientResult(List<@Nullable Object> values, Optional<Failure> failure) {
  static final ClientResult NOTHING = new ClientResult(List.of(), Optional.empty());

  public ClientResult {
    values = Collections.unmodifiableList(new ArrayList<>(values));
  }

  /** The result of the operation at {@code index}. Throws {@link IndexOutOfBoundsException} if it did not return. */
  public @Nullable Object value(int index) {
    return values.get(index);
  }

  /** The result with one more operation ended so. */
  public ClientResult plus(OperationEnd end) {
    return switch (end) {
      case OperationEnd.Returned(var value) -> {
        var more = new ArrayList<>(values);
        more.add(value);
        yield new ClientResult(more, Optional.empty());
      }
      case OperationEnd.Threw(var thrown) -> new ClientResult(values, Optional.of(thrown));
    };
  }

  /** How the operation at {@code index} ended, if it did. */
  public Optional<OperationEnd> end(int index) {
    if (index < values.size()) {
      return Optional.of(new OperationEnd.Returned(values.get(index)));
    }
    return index == values.size() ? failure.map(OperationEnd.Threw::new) : Optional.empty();
  }

  @Override
  public String toString() {
    return failure.map(thrown -> values.isEmpty() ? "failed with " + thrown : values + ", then failed with " + thrown)
        .orElseGet(values::toString);
  }
}
