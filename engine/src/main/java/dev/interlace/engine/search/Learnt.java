package dev.interlace.engine.search;

import dev.interlace.engine.system.SystemModel;

/** What is remembered of a system, whoever its clients are. */
record Learnt<S, C, Q, R, V>(Executions<S, C, Q, R> executions, EnvironmentSteps<S> environment, Outages<S> outages, Views<S, V> views) {
  /** At first. */
  static <S, C, Q, R, V> Learnt<S, C, Q, R, V> nothing(SystemModel<S, C, Q, R, V> model) {
    var executions = new Executions<>(model);
    return new Learnt<>(executions, new EnvironmentSteps<>(executions), new Outages<>(executions), new Views<>(executions, model::view));
  }
}
