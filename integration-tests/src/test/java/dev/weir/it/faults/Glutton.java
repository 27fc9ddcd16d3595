package dev.weir.it.faults;

import dev.weir.linux.Namespace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/** A client that sends as fast as it can and never reads: its answers must be kept somewhere. */
final class Glutton implements AutoCloseable {

  private static final int CHUNK = 1 << 16;

  private final SocketChannel channel;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong lastSent = new AtomicLong(System.nanoTime());

  private Glutton(SocketChannel channel) {
    this.channel = channel;
  }

  static Glutton start(Namespace from, InetSocketAddress to)
      throws IOException, InterruptedException {
    try {
      Glutton glutton = new Glutton(from.call(() -> SocketChannel.open(to)));
      Thread.ofVirtual().start(glutton::send);
      return glutton;
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  private void send() {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    try {
      while (channel.isOpen()) {
        sent.addAndGet(channel.write(chunk.clear()));
        lastSent.set(System.nanoTime());
      }
    } catch (IOException ended) {
      // Closed by the test, or by the server: how much went in has been counted.
    }
  }

  /** Bytes that the kernel took. */
  long sent() {
    return sent.get();
  }

  /** Whether nothing has gone in for this long: somebody holds it back, or it is gone. */
  boolean heldBackFor(long nanos) {
    return System.nanoTime() - lastSent.get() > nanos;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
