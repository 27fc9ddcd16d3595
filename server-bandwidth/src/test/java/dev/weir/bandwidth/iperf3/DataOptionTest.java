package dev.weir.bandwidth.iperf3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.bandwidth.report.Protocol;
import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SocketConstants;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Socket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataOptionTest {

  private static final int SO_MAX_PACING_RATE = 47;

  @ParameterizedTest
  @ValueSource(longs = {20_000_000, 100_000_000_000L})
  void theKernelPacesAtTheWholeRate(long bitrate) throws Exception {
    TestParameters parameters = TestParameters.of(Protocol.TCP).with(Parameter.FQRATE, bitrate);
    Epoll.ensureAvailability();
    Socket socket = Socket.newSocketStream();
    try {
      DataOption.set(socket.intValue(), parameters, InetAddress.getLoopbackAddress());
      byte[] rate =
          SocketCalls.bytesOption(
              socket.intValue(), SocketConstants.SOL_SOCKET, SO_MAX_PACING_RATE, Long.BYTES);
      assertThat(ByteBuffer.wrap(rate).order(ByteOrder.nativeOrder()).getLong())
          .isEqualTo(bitrate / 8);
    } finally {
      socket.close();
    }
  }
}
