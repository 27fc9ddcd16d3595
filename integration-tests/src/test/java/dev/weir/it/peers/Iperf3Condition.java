package dev.weir.it.peers;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Looks for iperf3 where the shell would. */
final class Iperf3Condition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return RealIperf3.find()
        .map(found -> ConditionEvaluationResult.enabled("found " + found.executable()))
        .orElseGet(
            () -> ConditionEvaluationResult.disabled("no iperf3 on the PATH: run docker/setup"));
  }
}
