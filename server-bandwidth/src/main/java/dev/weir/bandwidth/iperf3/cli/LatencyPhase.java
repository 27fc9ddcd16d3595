package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.iperf3.Parameter;
import dev.weir.bandwidth.iperf3.TestFailure;
import dev.weir.bandwidth.iperf3.TestParameters;
import java.util.Locale;

/** What goes on while the latency is measured: each is a test of its own. */
enum LatencyPhase {
  /** The probe alone. */
  IDLE,
  /** The client sends as much as it can, or may. */
  UPLOAD,
  /** The server does. */
  DOWNLOAD;

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What this phase asks the server for, where a test was described so. */
  TestParameters of(TestParameters asked) throws TestFailure {
    TestParameters prompt = asked.with(Parameter.NODELAY, 1);
    return switch (this) {
      case IDLE -> prompt.with(Parameter.PARALLEL, 1);
      case UPLOAD -> prompt.with(Parameter.PARALLEL, asked.number(Parameter.PARALLEL) + 1);
      case DOWNLOAD -> prompt.with(Parameter.BIDIRECTIONAL, 1);
    };
  }
}
