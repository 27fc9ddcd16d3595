package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.report.Protocol;
import dev.weir.bandwidth.report.Role;
import dev.weir.bandwidth.report.SocketBuffers;
import dev.weir.bandwidth.report.StreamDescription;
import dev.weir.bandwidth.report.TestDescription;
import dev.weir.bandwidth.report.TestEvents;
import java.util.Optional;

/**
 * Warns of datagrams that do not fit: into a packet of the path, or into the buffers of their
 * sockets; and of what an end could not do as asked. Beside any form of report.
 */
final class Warnings implements TestEvents {

  private final Console console;
  private Optional<TestDescription> datagrams = Optional.empty();
  private int streams;

  Warnings(Console console) {
    this.console = console;
  }

  @Override
  public void accepted(TestDescription test) {
    if (test.settings().protocol() == Protocol.UDP) {
      datagrams = Optional.of(test);
      path(test);
    }
  }

  private void path(TestDescription test) {
    int size = test.settings().blockSize();
    if (test.role() == Role.CLIENT && test.controlMss() > 0 && size > test.controlMss()) {
      console.warn(
          "UDP block size %d exceeds TCP MSS %d, may result in fragmentation / drops"
              .formatted(size, test.controlMss()));
    }
  }

  @Override
  public void connected(StreamDescription stream) {
    streams++;
  }

  /** Once for each stream, as the original looks at each socket. */
  @Override
  public void started(SocketBuffers buffers) {
    int size = datagrams.map(test -> test.settings().blockSize()).orElse(0);
    for (int stream = 0; stream < streams; stream++) {
      fits(size, "sending", buffers.send());
      fits(size, "receiving", buffers.receive());
    }
  }

  private void fits(int size, String kind, long buffer) {
    if (size > buffer) {
      warned("Block size %d > %s socket buffer size %d".formatted(size, kind, buffer));
    }
  }

  @Override
  public void warned(String text) {
    console.warn(text);
  }
}
