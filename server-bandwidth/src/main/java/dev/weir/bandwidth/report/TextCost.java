package dev.weir.bandwidth.report;

import java.util.Optional;

/** What a direction cost and how it was steered, the last lines of a verbose summary. */
final class TextCost {

  private final TestReport report;
  private final TextLines lines;

  TextCost(TestReport report, TextLines lines) {
    this.report = report;
    this.lines = lines;
  }

  void print(DirectionTotals way) {
    if (way.sender()) {
      cpu("sender", "receiver");
      if (report.test().settings().bidirectional()) {
        cpu("receiver", "sender");
      }
    }
    if (report.test().settings().protocol() == Protocol.TCP) {
      congestion("snd", way.sender() ? report.congestion() : report.remoteCongestion());
      congestion("rcv", way.sender() ? report.remoteCongestion() : report.congestion());
    }
  }

  private void cpu(String local, String remote) {
    lines.line(
        "CPU Utilization: local/%s %s, remote/%s %s"
            .formatted(local, use(report.cpu()), remote, use(report.remoteCpu())));
  }

  private static String use(CpuUse cpu) {
    return "%s%% (%s%%u/%s%%s)"
        .formatted(
            Decimals.fixed(cpu.total(), 1),
            Decimals.fixed(cpu.user(), 1),
            Decimals.fixed(cpu.system(), 1));
  }

  private void congestion(String side, Optional<String> name) {
    name.ifPresent(used -> lines.line(side + "_tcp_congestion " + Printable.of(used)));
  }
}
