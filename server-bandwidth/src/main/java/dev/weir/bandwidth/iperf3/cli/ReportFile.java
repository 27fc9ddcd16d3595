package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.report.TestEvents;
import dev.weir.bandwidth.report.html.Page;
import dev.weir.bandwidth.report.html.TestPage;
import dev.weir.bandwidth.report.html.ThisMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The page that a client was asked for: of one test, or of all that were run. */
final class ReportFile {

  /** Of more runs the plots would make a page that nobody opens. */
  private static final int MOST_PLOTTED = 20;

  private final Path file;
  private final List<TestPage> pages = new ArrayList<>();

  ReportFile(Path file) {
    this.file = file;
  }

  /** Listens to one more test. */
  TestEvents next() {
    TestPage page = new TestPage(ThisMachine.facts());
    if (pages.size() < MOST_PLOTTED) {
      pages.add(page);
    }
    return page;
  }

  /** Writes it, over what is there. */
  void write(Runs runs) throws RunError {
    try {
      page(runs).write(file);
    } catch (IOException e) {
      throw new RunError("error - " + file + ": " + Reasons.of(e));
    }
  }

  private Page page(Runs runs) {
    Page first = pages.getFirst().page();
    if (pages.size() == 1) {
      return first;
    }
    Page all =
        Page.titled(first.title())
            .summary("%d runs".formatted(pages.size()))
            .environment(first.environment())
            .add(runs.section());
    for (TestPage page : pages) {
      all = all.add(page.measured());
    }
    return all;
  }
}
