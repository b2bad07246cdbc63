package dev.interlace.engine.program;

import java.util.List;

/** A client's code breaks the rules of {@link Program}, so nothing that the search finds about it could be trusted. */
public final class ProgramFault extends RuntimeException {
  /** Which rule was broken. */
  public sealed interface Reason {
    /** Two runs on the same replies differ. */
    record Nondeterministic(List<String> once, List<String> again) implements Reason {}

    /** Two runs on the same replies return results that differ by identity only. */
    record ResultWithoutEquality(String type) implements Reason {}

    /** The program caught the error that suspends it. */
    record SwallowedSuspension(String instead) implements Reason {}

    /** The program asked the server from a thread of its own. */
    record OtherThread(String name) implements Reason {}

    /** The program went deeper than the stack allows. */
    record TooDeep(String where) implements Reason {}

    /** An attempt depends on what an earlier attempt learnt. */
    record LeakingAttempt(List<String> once, List<String> again) implements Reason {}
  }

  private final Reason reason;

  ProgramFault(String client, String operation, Reason reason) {
    super("client " + client + ", operation " + operation + ": " + explain(reason));
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  private static String explain(Reason reason) {
    return switch (reason) {
      case Reason.Nondeterministic(var once, var again) -> "nondeterministic program: two runs on the same replies differ."
          + beside(once, again)
          + "\nUsual causes: a clock, Random or UUID, iteration over HashMap or HashSet, state kept outside"
          + " the operation (fields, captured lists, a connection pool)."
          + "\nCure: pass such values in as constants, or take them from the server.";
      case Reason.ResultWithoutEquality(var type) -> "result type " + type
          + " has no equality by content: two runs on the same replies return objects that are"
          + " not equal.\nCure: return a record, a string, a number or a list of such.";
      case Reason.SwallowedSuspension(var instead) ->
          "the program swallowed the suspension: it was suspended where a reply is not known yet, but " + instead
          + ".\nUsual causes: catch (Throwable) or catch (Error), a finally block that returns or throws."
          + "\nCure: catch Exception instead, or throw Errors on.";
      case Reason.OtherThread(var name) -> "the program asks the server from another thread, " + name
          + ", whose steps nobody can order.\nCure: let it ask on the thread that it is called on, or describe the other thread as a client of its own.";
      case Reason.TooDeep(var where) -> "the program went deeper than the stack allows, at " + where
          + ".\nCure: end its recursion, or give Java more stack with -Xss.";
      case Reason.LeakingAttempt(var once, var again) ->
          "an attempt depends on what an earlier attempt learnt: after two different pasts it goes on differently."
          + beside(once, again)
          + "\nCure: compute everything inside the attempt, or do without retry()/mark() so that replies are kept.";
    };
  }

  private static String beside(List<String> once, List<String> again) {
    return "\n  once:  " + String.join(" | ", once) + "\n  again: " + String.join(" | ", again);
  }
}
