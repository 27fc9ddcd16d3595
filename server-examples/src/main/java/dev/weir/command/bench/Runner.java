package dev.weir.command.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Runs parts one after the other; a part that fails does not keep the next from running. */
final class Runner {

  private final Watch watch;
  private final List<PartResult> results = new ArrayList<>();

  Runner(Watch watch) {
    this.watch = watch;
  }

  /** The results of those that were begun, up to a request to stop. */
  List<PartResult> run(List<Part> parts) throws InterruptedException {
    for (int i = 0; i < parts.size() && !watch.stopped(); i++) {
      watch.begin(i + 1, parts.size(), parts.get(i).title());
      results.add(run(parts.get(i)));
      watch.end();
    }
    return List.copyOf(results);
  }

  private PartResult run(Part part) throws InterruptedException {
    try {
      Findings findings = part.run(watch);
      Outcome outcome = watch.stopped() ? Outcome.INTERRUPTED : Outcome.FINISHED;
      return result(part, outcome, Optional.empty(), findings);
    } catch (InterruptedException interrupted) {
      throw interrupted;
    } catch (CancellationException cancelled) {
      return result(part, Outcome.INTERRUPTED, Optional.empty(), Findings.NONE);
    } catch (Exception failure) {
      Outcome outcome = watch.stopped() ? Outcome.INTERRUPTED : Outcome.FAILED;
      return result(part, outcome, Optional.of(problem(failure)), Findings.NONE);
    }
  }

  private static PartResult result(
      Part part, Outcome outcome, Optional<String> problem, Findings findings) {
    return new PartResult(part.id(), part.title(), part.settings(), outcome, problem, findings);
  }

  private static String problem(Exception failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
