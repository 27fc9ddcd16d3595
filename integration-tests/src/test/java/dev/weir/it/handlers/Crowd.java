package dev.weir.it.handlers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Many clients of an echo server, from several local addresses, all connected at once. */
final class Crowd implements AutoCloseable {
  private static final int ADDRESSES = 8;
  private static final int SPARE = 500;

  private final List<SocketChannel> clients = new ArrayList<>();

  /** How many descriptors a process may have beside the few that it needs anyway. */
  static int most() throws IOException {
    String limit =
        Files.readAllLines(Path.of("/proc/self/limits")).stream()
            .filter(line -> line.startsWith("Max open files"))
            .map(line -> line.strip().replaceAll("^.* +(\\S+) +files$", "$1"))
            .findFirst()
            .orElse("0");
    return limit.equals("unlimited") ? Integer.MAX_VALUE : Integer.parseInt(limit) - SPARE;
  }

  void join(int port, int number) throws IOException {
    for (int i = 0; i < number; i++) {
      SocketChannel client = SocketChannel.open();
      clients.add(client);
      client.bind(new InetSocketAddress(loopback(1 + clients.size() % ADDRESSES), 0));
      client.connect(new InetSocketAddress(loopback(1), port));
    }
  }

  private static InetAddress loopback(int host) throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) host});
  }

  /** Lets all of them say something, then hears all of the answers; returns how many were right. */
  int ask() throws IOException {
    for (int i = 0; i < clients.size(); i++) {
      clients.get(i).write(message(i));
    }
    int right = 0;
    for (int i = 0; i < clients.size(); i++) {
      ByteBuffer answer = ByteBuffer.allocate(message(i).remaining());
      while (answer.hasRemaining() && clients.get(i).read(answer) >= 0) {
        // Until it is whole.
      }
      right += answer.flip().equals(message(i)) ? 1 : 0;
    }
    return right;
  }

  private static ByteBuffer message(int client) {
    return ByteBuffer.allocate(16).putLong(client).putLong(~client).flip();
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel client : clients) {
      client.close();
    }
  }
}
