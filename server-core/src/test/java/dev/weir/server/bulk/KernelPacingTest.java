package dev.weir.server.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.linux.QueueDiscipline;
import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SocketConstants;
import dev.weir.server.Loops;
import dev.weir.server.UdpClient;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.EpollDatagramChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The kernel is asked to pace where it would, and otherwise it is said why not. */
final class KernelPacingTest {
  private static final int SO_MAX_PACING_RATE = 47;
  private static final List<QueueDiscipline> FQ = List.of(new QueueDiscipline(1, "fq"));

  private interface Action {
    void with(EpollDatagramChannel channel) throws Exception;
  }

  private static void connected(Action action) throws Exception {
    try (Loops loops = Loops.of(1, "pacing")) {
      Channel channel =
          UdpClient.to("udp://127.0.0.1:9")
              .loops(loops)
              .pipeline(p -> p.last("nothing", ChannelInboundHandlerAdapter::new))
              .connect()
              .get(10, TimeUnit.SECONDS);
      action.with((EpollDatagramChannel) channel);
      channel.close().sync();
    }
  }

  private static int rate(EpollDatagramChannel channel) throws Exception {
    return SocketCalls.intOption(
        channel.fd().intValue(), SocketConstants.SOL_SOCKET, SO_MAX_PACING_RATE);
  }

  @Test
  void whereTheInterfaceHasItsQueueTheSocketIsHeldToTwiceTheRateAndFreedAfterwards()
      throws Exception {
    connected(channel -> {
      int fd = channel.fd().intValue();
      assertThat(KernelPacing.begin(FQ, channel, fd, 8_000_000, 938)).isTrue();
      assertThat(rate(channel)).isBetween(2_132_000, 2_133_000);
      KernelPacing.end(fd);
      assertThat(rate(channel)).isEqualTo(-1);
    });
  }

  @Test
  void aRateThatSomebodyChoseStays() throws Exception {
    connected(channel -> {
      int fd = channel.fd().intValue();
      SocketCalls.setOption(fd, SocketConstants.SOL_SOCKET, SO_MAX_PACING_RATE, 1_000_000);
      assertThat(KernelPacing.begin(FQ, channel, fd, 8_000_000, 938)).isFalse();
      assertThat(rate(channel)).isEqualTo(1_000_000);
    });
  }

  @Test
  void elsewhereTheSocketIsLeftAloneAndTheReasonNamed() throws Exception {
    List<QueueDiscipline> none = List.of(new QueueDiscipline(1, "noqueue"));
    List<QueueDiscipline> other = List.of(new QueueDiscipline(1_000_000, "fq"), none.getFirst());
    List<QueueDiscipline> etf = List.of(new QueueDiscipline(1, "etf"));
    connected(channel -> {
      assertThat(KernelPacing.obstacle(none, channel))
          .contains("no interface queues by fq (SO_MAX_PACING_RATE) or etf (SO_TXTIME)");
      assertThat(KernelPacing.obstacle(other, channel)).contains("lo queues by neither fq nor etf");
      assertThat(KernelPacing.obstacle(etf, channel))
          .contains("lo queues by etf, for times of single datagrams (SO_TXTIME)");
      assertThat(KernelPacing.begin(other, channel, channel.fd().intValue(), 1e6, 100)).isFalse();
      assertThat(rate(channel)).isEqualTo(-1);
    });
  }
}
