package dev.weir.server.datagram;

import static dev.weir.linux.call.SocketConstants.AF_INET6;
import static dev.weir.linux.call.SocketConstants.IPPROTO_IPV6;
import static dev.weir.linux.call.SocketConstants.SOCK_DGRAM;
import static dev.weir.linux.call.SocketConstants.SOL_SOCKET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SocketConstants;
import dev.weir.linux.call.SystemCallException;
import dev.weir.server.option.OptionCatalogue;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A socket beside another has the options that were chosen for that one. */
final class OptionCopyTest {
  private static final int PRIORITY = 12;

  @Test
  void whatDiffersIsCopiedAndNothingElse() throws SystemCallException {
    int one = SocketCalls.socket(AF_INET6, SOCK_DGRAM, 0);
    int other = SocketCalls.socket(AF_INET6, SOCK_DGRAM, 0);
    try {
      SocketCalls.setOption(one, SOL_SOCKET, SocketConstants.SO_RCVBUF, 70_000);
      SocketCalls.setOption(one, SOL_SOCKET, PRIORITY, 4);
      SocketCalls.setOption(one, SOL_SOCKET, SocketConstants.SO_REUSEPORT, 1);
      SocketCalls.setOption(one, IPPROTO_IPV6, SocketConstants.IPV6_V6ONLY, 1);
      List<OptionCopy> differences = OptionCopy.differences(one, other);
      assertThat(differences)
          .extracting(copy -> copy.option().name())
          .containsExactlyInAnyOrder(
              OptionCatalogue.SO_RCVBUF.name(),
              OptionCatalogue.SO_PRIORITY.name(),
              OptionCatalogue.IPV6_V6ONLY.name());
      for (OptionCopy copy : differences) {
        copy.put(other);
      }
      assertThat(OptionCopy.differences(one, other)).isEmpty();
      assertThat(SocketCalls.intOption(other, SOL_SOCKET, SocketConstants.SO_RCVBUF))
          .isEqualTo(140_000);
      assertThat(OptionCopy.elsewhere(one, other)).isFalse();
    } finally {
      SocketCalls.close(one);
      SocketCalls.close(other);
    }
  }
}
