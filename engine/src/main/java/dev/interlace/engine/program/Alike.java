package dev.interlace.engine.program;

import org.jspecify.annotations.Nullable;

/**
 * A program of which its author promises that it does the same as every other of its role, on the same replies, up to names that nobody
 * looks at. Two are equal if their roles are.
 */
public record Alike<Q, R>(String role, Program<Q, R> program) implements Program<Q, R> {
  @Override
  public @Nullable Object run(Channel<Q, R> channel) throws Exception {
    return program.run(channel);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Alike<?, ?> alike && role.equals(alike.role);
  }

  @Override
  public int hashCode() {
    return role.hashCode();
  }
}
