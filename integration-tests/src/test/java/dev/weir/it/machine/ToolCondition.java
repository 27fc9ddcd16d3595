package dev.weir.it.machine;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Looks for programs where the shell would. */
final class ToolCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(context.getElement(), NeedsTool.class).stream()
        .flatMap(needs -> Stream.of(needs.value()))
        .filter(tool -> !isThere(tool))
        .findFirst()
        .map(tool -> "no " + tool + " on the PATH: run docker/setup")
        .map(ConditionEvaluationResult::disabled)
        .orElseGet(() -> ConditionEvaluationResult.enabled("all tools are there"));
  }

  private static boolean isThere(String tool) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(directory -> Path.of(directory, tool))
        .anyMatch(Files::isExecutable);
  }
}
