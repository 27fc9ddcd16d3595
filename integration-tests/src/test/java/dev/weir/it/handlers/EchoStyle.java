package dev.weir.it.handlers;

import dev.weir.examples.TcpEcho;
import dev.weir.server.TcpServer;
import dev.weir.server.connection.Connection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;

/** The same echo, written in each of the three ways. */
enum EchoStyle {
  /** A Netty handler. */
  PIPELINE {
    @Override
    TcpServer on(TcpServer server) {
      return server.pipeline(TcpEcho::pipeline);
    }
  },
  /** A callback on the connection's loop. */
  CALLBACK {
    @Override
    TcpServer on(TcpServer server) {
      return server.handle(() -> (connection, bytes) -> connection.write(bytes));
    }
  },
  /** Straight-line code on a virtual thread for each connection. */
  TASK {
    @Override
    TcpServer on(TcpServer server) {
      return server.serve(EchoStyle::echo);
    }
  };

  private static final int BUFFER = 1024;

  abstract TcpServer on(TcpServer server);

  private static void echo(Connection connection) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    while (connection.read(buffer.clear()) >= 0) {
      connection.write(buffer.flip());
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
