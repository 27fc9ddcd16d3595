package dev.weir.server;

import static org.awaitility.Awaitility.await;

import dev.weir.server.connection.Session;
import dev.weir.server.connection.SessionHandler;
import dev.weir.server.connection.Sessions;
import dev.weir.server.metrics.Count;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One peer sends as fast as it can, and its session takes nothing, while a few others ask one
 * question after another.
 */
final class SessionFlood {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final int FLOOD_BYTES = 1000;
  private static final int PEERS = 3;

  private SessionFlood() {}

  /** A server that answers short datagrams, and stands still for whoever sends long ones. */
  enum Style {
    CALLBACK {
      @Override
      UdpServer on(UdpSessions sessions, CountDownLatch end) {
        return sessions.handle(Answering::new);
      }
    },
    TASK {
      @Override
      UdpServer on(UdpSessions sessions, CountDownLatch end) {
        return sessions.serve(session -> answer(session, end));
      }
    },
    PIPELINE {
      @Override
      UdpServer on(UdpSessions sessions, CountDownLatch end) {
        return sessions.pipeline(p -> p.last("answering", AnsweringStage::new));
      }
    };

    abstract UdpServer on(UdpSessions sessions, CountDownLatch end);
  }

  /** It has no queue: what it does not want is gone at once. */
  private static final class Answering implements SessionHandler {
    @Override
    public void received(Session session, ByteBuffer datagram) {
      if (datagram.remaining() < FLOOD_BYTES) {
        session.send(datagram);
      }
    }
  }

  private static void answer(Session session, CountDownLatch end) throws InterruptedException {
    for (ByteBuffer datagram : session.datagrams()) {
      if (datagram.remaining() >= FLOOD_BYTES) {
        end.await();
      }
      session.send(datagram);
    }
  }

  private static final class AnsweringStage extends SimpleChannelInboundHandler<ByteBuf> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf datagram) {
      if (datagram.readableBytes() >= FLOOD_BYTES) {
        context.channel().config().setAutoRead(false);
      } else {
        context.writeAndFlush(datagram.retain());
      }
    }
  }

  /** Sends without a pause, on a thread of its own. */
  private static final class Flood implements AutoCloseable {
    private final DatagramChannel socket;
    private final Thread thread;

    Flood(Server server) throws IOException {
      socket = DatagramChannel.open();
      socket.connect(server.endpoint().address());
      thread = Thread.ofPlatform().daemon().name("flood").unstarted(this::run);
    }

    /** Gives control back when the server feels it. */
    void begin(Server server, boolean own) {
      thread.start();
      await().atMost(SOON).until(() -> server.counters().datagramsIn() > 1000);
      if (own) {
        await().atMost(SOON).until(() -> server.counters().get(Count.SESSIONS_CONNECTED) > 0);
      }
    }

    private void run() {
      ByteBuffer bytes = ByteBuffer.allocateDirect(FLOOD_BYTES);
      while (socket.isOpen()) {
        try {
          socket.write(bytes.clear());
        } catch (PortUnreachableException | ClosedChannelException closing) {
          // One of them is going.
        } catch (IOException failed) {
          throw new UncheckedIOException(failed);
        }
      }
    }

    @Override
    public void close() throws IOException {
      // Its thread ends by this.
      socket.close();
    }
  }

  /**
   * What came of the questions, and what the server counted.
   *
   * @param nanos from each question to its answer
   * @param lost questions that were not answered within a second, and asked again
   * @param flood datagrams received meanwhile
   * @param dropped of the session's queue
   */
  record Outcome(List<Long> nanos, int lost, long flood, long dropped) {
    Duration quantile(double part) {
      List<Long> sorted = nanos.stream().sorted().toList();
      return Duration.ofNanos(sorted.get((int) (part * (sorted.size() - 1))));
    }

    private long micros(double part) {
      return TimeUnit.NANOSECONDS.toMicros(quantile(part).toNanos());
    }

    String report() {
      return "median %d us, 99 %% %d us, worst %d us, %d of %d lost, %d of the flood meanwhile"
          .formatted(micros(0.5), micros(0.99), micros(1), lost, lost + nanos.size(), flood);
    }
  }

  /**
   * Asks while another floods.
   *
   * @param style of the server
   * @param own how many sessions may have a socket of their own
   * @param questions that are to be answered
   * @param flooded false to see it without
   */
  static Outcome ask(Style style, int own, int questions, boolean flooded) throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Sessions bounds = Sessions.idle(Duration.ofMinutes(5)).connected(own);
    try (Loops loops = Kind.EPOLL.loops(1);
        Server server =
            style.on(UdpServer.on("udp://127.0.0.1:0").loops(loops).sessions(bounds), end).start();
        Flood flood = new Flood(server)) {
      if (flooded) {
        flood.begin(server, own > 0);
      }
      Outcome outcome = ask(server, questions);
      end.countDown();
      return outcome;
    }
  }

  private static Outcome ask(Server server, int questions) throws IOException {
    long before = server.counters().datagramsIn();
    List<Long> nanos = new ArrayList<>();
    int lost = 0;
    List<Peer> peers = Stream.generate(() -> Peer.of(server.endpoint())).limit(PEERS).toList();
    try {
      while (nanos.size() < questions && lost <= questions) {
        Peer peer = peers.get(nanos.size() % PEERS);
        long begun = System.nanoTime();
        peer.send(new byte[8]);
        if (peer.waits(PATIENCE)) {
          nanos.add(System.nanoTime() - begun);
        } else {
          lost++;
        }
      }
    } finally {
      peers.forEach(Peer::close);
    }
    long flood = server.counters().datagramsIn() - before - questions;
    return new Outcome(nanos, lost, flood, server.counters().get(Count.DROPPED_SESSION_QUEUE));
  }

  /** By hand: each style without the flood and with it. */
  public static void main(String[] arguments) throws Exception {
    int questions = Integer.parseInt(arguments[0]);
    for (Style style : Style.values()) {
      for (int own : new int[] {0, 8}) {
        System.out.printf("%s, %d sockets of sessions' own%n", style, own);
        System.out.println("  alone:   " + ask(style, own, questions, false).report());
        System.out.println("  flooded: " + ask(style, own, questions, true).report());
      }
    }
  }
}
