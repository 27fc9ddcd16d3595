package dev.weir.server.connection;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;

/**
 * A UDP peer as a connection: what one address and port sends to one address of this machine, from
 * its first datagram until it has been silent for the idle time.
 *
 * <p>The same session serves two styles. A {@link SessionHandler} is called back on the socket's
 * event loop, where {@link #receive()} refuses to run. A {@link SessionTask} is straight-line code
 * on a virtual thread of its own: datagrams wait for it in a bounded queue, past which they are
 * dropped and counted.
 *
 * <p>Receiving belongs to one thread at a time, the task's. Everything else may come from any
 * thread.
 */
public interface Session extends AutoCloseable {

  /** Why a session ended. */
  enum Ending {
    /** Its handler closed it, or its task returned. */
    CLOSED,
    /** The peer was silent for the idle time. */
    EXPIRED,
    /** Its handler or task threw. */
    FAILED,
    /** The server closed. */
    SERVER_CLOSED
  }

  /** Returns the peer's address. */
  SocketAddress remoteAddress();

  /** Returns the address of this machine that the peer sends to, from which answers leave. */
  SocketAddress localAddress();

  /** Returns whether the session has not ended. */
  boolean open();

  /** Returns whether the server is stopping: finish what is begun, then return or close. */
  boolean draining();

  /**
   * Waits for a datagram.
   *
   * @return its bytes, which are the caller's; empty when the session has ended, or the server
   *     drains and nothing waits
   * @throws java.net.PortUnreachableException the peer's side reported that nobody listens there; a
   *     further call goes on
   * @throws java.io.InterruptedIOException the thread was interrupted
   * @throws IOException the network reported another error
   * @throws IllegalStateException on an event loop, or in a session that is called back
   */
  Optional<ByteBuffer> receive() throws IOException;

  /**
   * Waits for a datagram for a time.
   *
   * @param atMost above zero
   * @return as {@link #receive()}, and empty where nothing came in time
   * @throws IOException as {@link #receive()}
   */
  Optional<ByteBuffer> receive(Duration atMost) throws IOException;

  /**
   * The datagrams, waited for one by one, until the session ends or, while the server drains, until
   * none waits. Errors that the network reports are passed over.
   *
   * @return to walk once
   */
  default Iterable<ByteBuffer> datagrams() {
    Iterator<ByteBuffer> each = new SessionDatagrams(this);
    return () -> each;
  }

  /**
   * Sends a datagram, soon. It may be lost, here as on its way: one that finds more bytes waiting
   * than {@code Limits.outbound} allows is dropped and counted, and so is one above 65,507 bytes
   * (over IPv6 65,527), which no datagram can carry. Nothing is sent where the session has ended.
   *
   * @param bytes from position to limit, perhaps none; copied, and its position stays
   */
  void send(ByteBuffer bytes);

  /**
   * Sends a datagram, as {@link #send(ByteBuffer)}.
   *
   * @param bytes copied
   */
  default void send(byte[] bytes) {
    send(ByteBuffer.wrap(bytes));
  }

  /**
   * Sends text in UTF-8 as one datagram.
   *
   * @param text what to send
   */
  default void send(String text) {
    send(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Ends the session; a further datagram of the peer begins a new one. Any number of times. */
  @Override
  void close();
}
