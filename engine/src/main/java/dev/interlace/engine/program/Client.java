package dev.interlace.engine.program;

import java.util.List;

/**
 * One connection's worth of application code: operations, run in order over the same connection.
 *
 * @param name letters, digits, {@code _ . -} only, so that a choice can be written as text and read back
 * @param expected types of exceptions that the client may end with by its own specification
 * @param overseer who is told of each run of its code
 */
public record Client<Q, R>(String name, List<Operation<Q, R>> operations, List<Class<? extends Throwable>> expected, Overseer overseer) {
  public Client {
    if (name.isEmpty() || !name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-')) {
      throw new IllegalArgumentException("a client's name has letters, digits, '_', '.' and '-' only: \"" + name + "\"");
    }
    operations = List.copyOf(operations);
    expected = List.copyOf(expected);
  }

  public Client(String name, List<Operation<Q, R>> operations) {
    this(name, operations, List.of());
  }

  public Client(String name, List<Operation<Q, R>> operations, List<Class<? extends Throwable>> expected) {
    this(name, operations, expected, Overseer.NOBODY);
  }

  /** The same client with only these of its operations. */
  public Client<Q, R> with(List<Operation<Q, R>> kept) {
    return new Client<>(name, kept, expected, overseer);
  }

  /** Whether both run the same programs and may end with the same exceptions, so that they differ in nothing but names. */
  public boolean runsAs(Client<Q, R> other) {
    return expected.equals(other.expected) && programs().equals(other.programs());
  }

  private List<Program<Q, R>> programs() {
    return operations.stream().map(Operation::program).toList();
  }

  /** Whether the specification allows the client to end with {@code failure}. */
  public boolean expects(Failure failure) {
    return expected.stream().anyMatch(type -> type.isAssignableFrom(failure.type()));
  }
}
