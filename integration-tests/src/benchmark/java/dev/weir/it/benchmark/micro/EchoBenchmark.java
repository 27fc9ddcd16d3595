package dev.weir.it.benchmark.micro;

import dev.weir.server.Server;
import dev.weir.server.TcpServer;
import dev.weir.server.UdpServer;
import dev.weir.server.connection.Sessions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A message of 64 bytes there and back over loopback, with limits, time-outs and metrics on.
 *
 * <p>What the JVM's other threads allocate in a second is shared by some 15,000 round trips, about
 * 20 bytes each, so these budgets have room for it. To the byte, and by the loop's own count, the
 * same paths are held by server-core's AllocationTest.
 */
public class EchoBenchmark {

  /** Netty's promise for the write is all that a handler's message costs. */
  @Benchmark
  @Budget(bytes = 112)
  public void handler(Handler peer) throws IOException {
    peer.ask();
  }

  /** The handler's view of what came, and Netty's of what goes. */
  @Benchmark
  @Budget(bytes = 256)
  public void callback(Callback peer) throws IOException {
    peer.ask();
  }

  /** A datagram at a time. */
  @Benchmark
  @Budget(bytes = 48)
  public void datagram(Datagrams peer) throws IOException {
    peer.ask();
  }

  /** As the kernel joined them. */
  @Benchmark
  @Budget(bytes = 48)
  public void batch(Batches peer) throws IOException {
    peer.ask();
  }

  /** Of a peer that is found among the sessions. */
  @Benchmark
  @Budget(bytes = 64)
  public void session(SessionPeers peer) throws IOException {
    peer.ask();
  }

  /** A running server and its one client. */
  abstract static class EchoPeer {
    private static final int SIZE = 64;

    private final ByteBuffer message = ByteBuffer.allocateDirect(SIZE);
    private final Server server;
    private final ByteChannel channel;

    EchoPeer(Server server, boolean stream) {
      this.server = server;
      try {
        InetSocketAddress address =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), server.endpoint().port());
        this.channel =
            stream ? SocketChannel.open(address) : DatagramChannel.open().connect(address);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    final void ask() throws IOException {
      message.clear();
      channel.write(message);
      message.clear();
      while (message.hasRemaining()) {
        if (channel.read(message) < 0) {
          throw new IOException("closed by the server");
        }
      }
    }

    /** Another client, which comes once. */
    final void other() throws IOException {
      try (DatagramChannel once =
          DatagramChannel.open()
              .connect(
                  new InetSocketAddress(
                      InetAddress.getLoopbackAddress(), server.endpoint().port()))) {
        once.write(ByteBuffer.allocate(1));
      }
    }

    final void end() throws IOException {
      channel.close();
      server.close();
    }

    static TcpServer tcp() {
      return TcpServer.on("tcp://127.0.0.1:0").metrics(new SimpleMeterRegistry());
    }

    static UdpServer udp() {
      return UdpServer.on("udp://127.0.0.1:0").metrics(new SimpleMeterRegistry());
    }
  }

  private static final class Echo extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      context.write(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }
  }

  /** Of a server with a Netty handler. */
  @State(Scope.Thread)
  public static class Handler extends EchoPeer {
    /** Connects. */
    public Handler() {
      super(tcp().pipeline(p -> p.last("echo", Echo::new)).start(), true);
    }

    /** Ends. */
    @TearDown
    public void stop() throws IOException {
      end();
    }
  }

  /** Of a server that calls back. */
  @State(Scope.Thread)
  public static class Callback extends EchoPeer {
    /** Connects. */
    public Callback() {
      super(tcp().handle(() -> (connection, bytes) -> connection.write(bytes)).start(), true);
    }

    /** Ends. */
    @TearDown
    public void stop() throws IOException {
      end();
    }
  }

  /** Of a datagram server. */
  @State(Scope.Thread)
  public static class Datagrams extends EchoPeer {
    /** Connects. */
    public Datagrams() {
      super(udp().handle((datagram, replies) -> replies.send(datagram.payload())).start(), false);
    }

    /** Ends. */
    @TearDown
    public void stop() throws IOException {
      end();
    }
  }

  /** Of a datagram server that takes batches. */
  @State(Scope.Thread)
  public static class Batches extends EchoPeer {
    /** Connects. */
    public Batches() {
      super(
          udp().batches((batch, replies) -> replies.send(batch.payload(), batch.segment())).start(),
          false);
    }

    /** Ends. */
    @TearDown
    public void stop() throws IOException {
      end();
    }
  }

  /** Of a datagram server with sessions, of which there are many. */
  @State(Scope.Thread)
  public static class SessionPeers extends EchoPeer {
    private static final int OTHERS = 200;

    /** Connects. */
    public SessionPeers() {
      super(
          udp()
              .sessions(Sessions.idle(Duration.ofMinutes(10)))
              .handle(() -> (session, datagram) -> session.send(datagram))
              .start(),
          false);
    }

    /** Makes other sessions, among which this one's is to be found. */
    @Setup(Level.Trial)
    public void others() throws IOException {
      for (int i = 0; i < OTHERS; i++) {
        other();
      }
    }

    /** Ends. */
    @TearDown
    public void stop() throws IOException {
      end();
    }
  }
}
