package dev.weir.it.report;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Looks for Chromium where the shell would. */
final class ChromiumCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return Chromium.executable()
        .map(file -> ConditionEvaluationResult.enabled("found " + file))
        .orElseGet(() ->
            ConditionEvaluationResult.disabled(
                "no Chromium on the PATH (docker/setup brings it on Debian)"));
  }
}
