package dev.weir.it.benchmark.server;

import dev.weir.examples.TcpEcho;
import dev.weir.server.Server;
import dev.weir.server.TcpServer;
import dev.weir.server.UdpServer;
import dev.weir.server.connection.Connection;
import dev.weir.server.connection.Sessions;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;

/** What a server that is measured does. */
public enum ServerKind {
  /** TCP echo by a Netty handler. */
  PIPELINE {
    @Override
    Server start(String place, MeterRegistry meters) {
      return tcp(place, meters).pipeline(TcpEcho::pipeline).start();
    }
  },
  /** TCP echo by a callback on the connection's loop. */
  CALLBACK {
    @Override
    Server start(String place, MeterRegistry meters) {
      return tcp(place, meters).handle(() -> Connection::write).start();
    }
  },
  /** TCP echo by straight-line code on a virtual thread for each connection. */
  TASK {
    @Override
    Server start(String place, MeterRegistry meters) {
      return tcp(place, meters).serve(ServerKind::echo).start();
    }
  },
  /** Echoes what comes first on a connection, and closes it. */
  ACCEPT {
    @Override
    Server start(String place, MeterRegistry meters) {
      return tcp(place, meters).pipeline(p -> p.last("once", Once::new)).start();
    }
  },
  /** UDP echo of one datagram at a time. */
  DATAGRAMS {
    @Override
    Server start(String place, MeterRegistry meters) {
      return udp(place, meters)
          .handle((datagram, replies) -> replies.send(datagram.payload()))
          .start();
    }
  },
  /** UDP echo with a session for each peer. */
  SESSIONS {
    @Override
    Server start(String place, MeterRegistry meters) {
      Sessions bounds = Sessions.idle(Duration.ofMinutes(1)).limit(MOST_SESSIONS);
      return udp(place, meters)
          .sessions(bounds)
          .handle(() -> (session, datagram) -> session.send(datagram))
          .start();
    }
  };

  private static final int MOST_SESSIONS = 100_000;
  private static final int BUFFER = 1024;

  /**
   * Starts it with the default limits.
   *
   * @param place host and port
   * @param meters where its meters go
   */
  abstract Server start(String place, MeterRegistry meters);

  private static TcpServer tcp(String place, MeterRegistry meters) {
    return TcpServer.on("tcp://" + place).options("TCP_CONGESTION=cubic").metrics(meters);
  }

  private static UdpServer udp(String place, MeterRegistry meters) {
    return UdpServer.on("udp://" + place).metrics(meters);
  }

  private static void echo(Connection connection) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    while (connection.read(buffer.clear()) >= 0) {
      connection.write(buffer.flip());
    }
  }

  /** The word on the command line. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static final class Once extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      context.writeAndFlush(message).addListener(ChannelFutureListener.CLOSE);
    }
  }
}
