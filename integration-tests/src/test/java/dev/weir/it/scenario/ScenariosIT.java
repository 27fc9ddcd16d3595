package dev.weir.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.command.config.ConfigException;
import dev.weir.it.scenario.result.Judgement;
import dev.weir.it.scenario.result.ResultFile;
import dev.weir.it.scenario.result.ResultPage;
import dev.weir.it.scenario.result.ResultText;
import dev.weir.it.scenario.result.RunResult;
import dev.weir.it.scenario.run.Journal;
import dev.weir.it.scenario.run.Progress;
import dev.weir.it.scenario.run.SuiteRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The quick scenarios, each a test; what they found is in target/harness. */
final class ScenariosIT {

  private static final Path RESULTS = Path.of("target", "harness");

  @TestFactory
  Stream<DynamicTest> quick() throws IOException {
    Files.createDirectories(RESULTS);
    try (Stream<Path> files = Files.list(Path.of("scenarios", "quick"))) {
      return files.sorted().toList().stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> holds(file)));
    }
  }

  private static void holds(Path file) throws ConfigException, IOException, InterruptedException {
    Suite suite = SuiteReader.read(file);
    RunResult result =
        new SuiteRun(suite, List.of(), Progress.silent(), new CompletableFuture<>(), Journal.none())
            .run();
    ResultFile.write(result, RESULTS.resolve(suite.name() + ".json"));
    ResultPage.of(result).write(RESULTS.resolve(suite.name() + ".html"));
    List<Judgement> judged = result.judgements();
    assertThat(judged).isNotEmpty();
    assertThat(judged)
        .as(ResultText.withFigures(result))
        .noneMatch(one -> one.outcome() == Judgement.Outcome.MISSED);
    judged.stream()
        .filter(one -> one.outcome() == Judgement.Outcome.SKIPPED)
        .findFirst()
        .ifPresent(one -> assumeTrue(false, one.seen()));
  }
}
