package dev.weir.it.faults;

import dev.weir.linux.Namespace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A client that asks as long as it may, with a bounded number of questions unanswered, and checks
 * that the answers come in order without a gap.
 */
final class LedgerClient implements AutoCloseable {

  private static final int UNANSWERED = 64;
  private static final long PATIENCE_SECONDS = 90;

  private final String who;
  private final SocketChannel channel;
  private final Semaphore window = new Semaphore(UNANSWERED);
  private final Thread asker;
  private final Thread listener;
  private volatile boolean asking = true;
  private final AtomicLong asked = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private volatile String disorder = "";

  private LedgerClient(String who, SocketChannel channel) {
    this.who = who;
    this.channel = channel;
    this.asker = Thread.ofVirtual().unstarted(this::ask);
    this.listener = Thread.ofVirtual().unstarted(this::listen);
  }

  /** Connects from within a namespace and begins to ask. */
  static LedgerClient start(Namespace from, InetSocketAddress to, String who)
      throws IOException, InterruptedException {
    try {
      LedgerClient client = new LedgerClient(who, from.call(() -> SocketChannel.open(to)));
      client.listener.start();
      client.asker.start();
      return client;
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  private void ask() {
    OutputStream out = Channels.newOutputStream(channel);
    try {
      while (asking) {
        if (window.tryAcquire(100, TimeUnit.MILLISECONDS)) {
          out.write(
              (who + " " + asked.incrementAndGet() + "\n").getBytes(StandardCharsets.US_ASCII));
        }
      }
    } catch (IOException ended) {
      // The listener sees the end too.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void listen() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.US_ASCII))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String expected = who + " " + (answered.get() + 1);
        if (!line.equals(expected)) {
          disorder = "answer \"" + line + "\" (expected: \"" + expected + "\")";
          return;
        }
        answered.incrementAndGet();
        window.release();
      }
    } catch (IOException ended) {
      // What was answered has been counted.
    }
  }

  /** Stops asking and waits until everything asked is answered, or the connection is gone. */
  LedgerClient settle() throws InterruptedException {
    asking = false;
    asker.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (listener.isAlive() && answered.get() < asked.get() && System.nanoTime() < deadline) {
      listener.join(50);
    }
    return this;
  }

  /** Waits until the server has ended the connection. */
  LedgerClient awaitEnd() throws InterruptedException {
    listener.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    asking = false;
    return this;
  }

  /** Resets the connection in the middle of everything, as a peer that was killed does. */
  void dieQuietly() {
    asking = false;
    try {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      channel.close();
    } catch (IOException gone) {
      // It was reset by the other end first.
    }
  }

  String who() {
    return who;
  }

  long asked() {
    return asked.get();
  }

  long answered() {
    return answered.get();
  }

  /** Questions without an answer. */
  long lost() {
    return asked.get() - answered.get();
  }

  /** What came out of order; empty where nothing did. */
  String disorder() {
    return disorder;
  }

  boolean ended() {
    return !listener.isAlive();
  }

  @Override
  public void close() throws IOException {
    asking = false;
    channel.close();
  }
}
