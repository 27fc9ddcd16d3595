package dev.weir.it.benchmark.run;

import dev.weir.it.benchmark.result.Measure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** An echo server on a JVM that holds idle connections. */
final class IdleServer implements LiveVariant {

  private static final int CONNECTIONS = 5000;

  /** What a server makes once, such as its tables, is there before the counting begins. */
  private static final int EARLIER = 500;

  private static final long LOOK_NANOS = 20_000_000;
  private static final long PATIENCE_NANOS = 30_000_000_000L;

  private final ServerProcess server;
  private final List<SocketChannel> earlier = new ArrayList<>();

  private IdleServer(ServerProcess server) {
    this.server = server;
  }

  static IdleServer of(ServerProcess server) throws IOException {
    IdleServer idle = new IdleServer(server);
    try {
      idle.connect(EARLIER, idle.earlier);
      return idle;
    } catch (IOException e) {
      idle.close();
      throw e;
    }
  }

  @Override
  public String command() {
    return server.command();
  }

  @Override
  public Map<Measure, Double> trial(double seconds) throws IOException {
    // The first question has the JVM open a socket for questions, so sockets are counted after it.
    long before = ClassHistogram.of(server.pid()).bytes();
    long sockets = sockets();
    List<SocketChannel> connections = new ArrayList<>();
    try {
      connect(CONNECTIONS, connections);
      long after = ClassHistogram.of(server.pid()).bytes();
      return Map.of(Measure.HEAP, (double) (after - before) / CONNECTIONS);
    } finally {
      close(connections);
      awaitSockets(sockets);
    }
  }

  /** Each has a byte echoed, so that all of it has been used once. */
  private void connect(int number, List<SocketChannel> into) throws IOException {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port().number());
    for (int i = 0; i < number; i++) {
      SocketChannel connection = SocketChannel.open(address);
      into.add(connection);
      ByteBuffer one = ByteBuffer.allocate(1);
      connection.write(one);
      one.clear();
      if (connection.read(one) != 1) {
        throw new IOException("the server closes its connections: " + server.command());
      }
    }
  }

  private long sockets() throws IOException {
    long count = 0;
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(Path.of("/proc", Long.toString(server.pid()), "fd"))) {
      for (Path descriptor : all) {
        count += isSocket(descriptor) ? 1 : 0;
      }
    }
    return count;
  }

  private static boolean isSocket(Path descriptor) throws IOException {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (NoSuchFileException closedMeanwhile) {
      return false;
    }
  }

  /** The next trial begins when the server has let go of this one's connections. */
  private void awaitSockets(long most) throws IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    long now = sockets();
    while (now > most) {
      if (System.nanoTime() > end) {
        throw new IOException(
            "the server keeps %d closed connections: %s".formatted(now - most, server.command()));
      }
      LockSupport.parkNanos(LOOK_NANOS);
      now = sockets();
    }
  }

  private static void close(List<SocketChannel> connections) {
    for (SocketChannel connection : connections) {
      try {
        connection.close();
      } catch (IOException e) {
        // It was lost before: there is nothing to close.
      }
    }
  }

  @Override
  public void close() {
    close(earlier);
    server.close();
  }
}
