package dev.weir.server.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.server.connection.Limits;
import dev.weir.server.metrics.Count;
import dev.weir.server.metrics.Tally;
import dev.weir.server.metrics.Traffic;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How much memory datagrams hold. Without a socket: no loopback is ever too slow to take one. */
final class DatagramMemoryTest {
  private static final InetSocketAddress PEER = new InetSocketAddress(9);
  private static final int READ = 65_536;

  private final Tally tally = new Tally();
  private final EmbeddedChannel channel = new EmbeddedChannel();

  DatagramMemoryTest() {
    new Traffic(tally).attach(channel);
    Limits.defaults().outbound(READ).attach(channel);
    Pipeline.udp().install(channel.pipeline());
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  private static DatagramPacket datagram(int length) {
    ByteBuf content = Unpooled.directBuffer(READ).writeZero(length);
    return new DatagramPacket(content, PEER, PEER);
  }

  @Test
  void isThatOfTheirPayloadForHandlers() {
    DatagramPacket small = datagram(64);
    channel.writeInbound(small);
    DatagramPacket read = channel.readInbound();
    assertThat(small.refCnt()).isZero();
    assertThat(read.content().capacity()).isEqualTo(64);
    assertThat(read.content().readableBytes()).isEqualTo(64);
    assertThat(read.sender()).isEqualTo(PEER);
    read.release();
    DatagramPacket large = datagram(65_000);
    channel.writeInbound(large);
    assertThat((DatagramPacket) channel.readInbound()).isSameAs(large);
    large.release();
  }

  @Test
  void isBoundedWhereTheKernelDoesNotTakeThem() {
    int written = 0;
    ChannelFuture last = channel.newSucceededFuture();
    while (!last.isDone() || last.isSuccess()) {
      last = channel.write(datagram(64));
      written++;
      assertThat(written).isLessThan(10_000);
    }
    assertThat(last.cause()).hasMessageContaining("more than 65536 bytes wait to be sent");
    assertThat(tally.get(Count.OVERFLOWED)).isEqualTo(1);
    channel.flush();
    assertThat(channel.outboundMessages()).hasSize(written - 1);
    assertThat(channel.write(datagram(64)).cause()).isNull();
  }

  @Test
  void isThatOfThePayloadForWhatWaits() {
    while (channel.isWritable()) {
      channel.write(datagram(1024));
    }
    DatagramPacket waiting = datagram(64);
    channel.write(waiting);
    assertThat(waiting.refCnt()).isZero();
  }
}
