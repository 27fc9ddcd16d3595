package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.report.HostPort;
import dev.weir.bandwidth.report.Relay;
import dev.weir.bandwidth.report.TestDescription;
import dev.weir.bandwidth.report.TestEvents;

/** Gives the server the name it was typed with, where the client was told its address. */
final class AsTyped extends Relay {

  private final String host;

  AsTyped(String host, TestEvents next) {
    super(next);
    this.host = host;
  }

  @Override
  public void accepted(TestDescription test) {
    super.accepted(test.withPeer(new HostPort(host, test.peer().port())));
  }
}
