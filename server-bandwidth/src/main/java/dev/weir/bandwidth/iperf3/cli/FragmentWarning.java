package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.report.Protocol;
import dev.weir.bandwidth.report.TestDescription;
import dev.weir.bandwidth.report.TestEvents;

/** Warns of datagrams that do not fit into a packet of the path. */
record FragmentWarning(Console console) implements TestEvents {

  @Override
  public void accepted(TestDescription test) {
    int size = test.settings().blockSize();
    if (test.settings().protocol() == Protocol.UDP
        && test.controlMss() > 0
        && size > test.controlMss()) {
      console.warn(
          "UDP block size %d exceeds TCP MSS %d, may result in fragmentation / drops"
              .formatted(size, test.controlMss()));
    }
  }
}
