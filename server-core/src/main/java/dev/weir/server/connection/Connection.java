package dev.weir.server.connection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;

/**
 * A TCP or Unix-stream connection without Netty in sight.
 *
 * <p>The same connection serves two styles. A {@link ConnectionHandler} is called back on the
 * connection's event loop: there, {@link #write(byte[])} queues and returns, reading stops by
 * itself while the peer does not take what was written, and the blocking reads refuse to run. A
 * {@link ConnectionTask} is straight-line code on a virtual thread of its own: there, reads wait
 * for the peer, and writes wait while more than {@value #OUTBOUND_BYTES} bytes are on their way.
 * Either way memory per connection is bounded and the peer feels the pressure.
 *
 * <p>Reads belong to one thread at a time, the task's. Writes and {@link #close()} may come from
 * any thread.
 */
public interface Connection extends AutoCloseable {

  /** Bytes that may be queued for the peer before a writing virtual thread waits. */
  int OUTBOUND_BYTES = 64 * 1024;

  /** Bytes that are read ahead of a virtual thread before the peer is made to wait. */
  int INBOUND_BYTES = 64 * 1024;

  /** Returns the peer's address; for a Unix socket the path, which may be empty. */
  SocketAddress remoteAddress();

  /** Returns the address on this side. */
  SocketAddress localAddress();

  /**
   * Waits for input and copies what is there.
   *
   * @param target where the bytes go, up to its remaining space
   * @return bytes copied, at least 1 unless the target is full; -1 when the peer has ended its side
   * @throws java.net.SocketTimeoutException the {@linkplain #deadline(Duration) deadline} has
   *     passed
   * @throws java.io.InterruptedIOException the thread was interrupted: the server forces an end
   * @throws IOException the connection is gone, with the kernel's reason
   * @throws IllegalStateException on an event loop, this connection's or another's, which must not
   *     wait
   */
  int read(ByteBuffer target) throws IOException;

  /**
   * Waits until there is input, without taking any: for a loop over messages, which may end between
   * two of them. While the server {@linkplain #draining() drains}, it does not wait.
   *
   * <pre>{@code
   * while (connection.awaitInput()) {
   *   int length = ByteBuffer.wrap(connection.readExactly(4)).getInt();
   *   ...
   * }
   * }</pre>
   *
   * @return false where the peer has ended its side, or the server drains, and nothing is there
   * @throws IOException as {@link #read(ByteBuffer)}
   */
  boolean awaitInput() throws IOException;

  /**
   * Waits for exactly so many bytes.
   *
   * @param count bytes, 0 or more; bound it yourself where it comes from the peer
   * @return the bytes
   * @throws java.io.EOFException the peer ended first; the message says how many bytes came
   * @throws IOException as {@link #read(ByteBuffer)}
   */
  default byte[] readExactly(int count) throws IOException {
    return ExactRead.of(this, count);
  }

  /**
   * The input as lines, ended by LF or CRLF; the end of input ends the last line too. A line is
   * waited for when the loop asks for it, and nothing behind it is taken: between two lines other
   * reads may follow, such as {@link #readExactly} for a body. While the server {@linkplain
   * #draining() drains}, the lines end as soon as no byte of a further one is there.
   *
   * @param charset how bytes become characters
   * @param limit bytes of the longest line, its end not counted, 1 or more; a longer one throws
   *     {@link LineTooLongException}, which closes the connection unless it is caught
   * @return lines to walk once; a failed read is thrown as {@link java.io.UncheckedIOException}
   */
  Iterable<String> lines(Charset charset, int limit);

  /**
   * Waits for one line, as {@link #lines}. Where a deadline passes in the middle of a line, what
   * was read of it is lost.
   *
   * @param charset how bytes become characters
   * @param limit bytes of the longest line, its end not counted, 1 or more
   * @return the line without its end; empty where {@link #lines} would end
   * @throws LineTooLongException the line is longer
   * @throws IOException as {@link #read(ByteBuffer)}
   */
  default Optional<String> readLine(Charset charset, int limit) throws IOException {
    try {
      Iterator<String> lines = lines(charset, limit).iterator();
      return lines.hasNext() ? Optional.of(lines.next()) : Optional.empty();
    } catch (UncheckedIOException wrapped) {
      throw wrapped.getCause();
    }
  }

  /**
   * Writes text in UTF-8.
   *
   * @param text what to send
   * @throws IOException as {@link #write(ByteBuffer)}
   */
  default void write(String text) throws IOException {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes bytes.
   *
   * @param bytes what to send; copied, so that the array may be used again
   * @throws IOException as {@link #write(ByteBuffer)}
   */
  default void write(byte[] bytes) throws IOException {
    write(ByteBuffer.wrap(bytes));
  }

  /**
   * Writes bytes and sends them without waiting for more. On a virtual thread it waits while more
   * than {@value #OUTBOUND_BYTES} bytes are queued, so that a slow peer slows the writer.
   *
   * @param bytes what to send, from its position to its limit; copied
   * @throws java.net.SocketTimeoutException the deadline has passed
   * @throws java.io.InterruptedIOException the thread was interrupted
   * @throws IOException the connection is gone, with the kernel's reason
   */
  void write(ByteBuffer bytes) throws IOException;

  /**
   * Ends every read and write that is still waiting after this long, and every one begun later, by
   * a {@link java.net.SocketTimeoutException}. Of a {@link ConnectionHandler}, which waits for
   * nothing, it closes the connection, and that exception is the cause.
   *
   * @param fromNow time to the deadline, above zero; a new call replaces the last
   */
  void deadline(Duration fromNow);

  /** Takes the deadline away; the server's limits still hold. */
  void noDeadline();

  /** Returns whether the server is stopping: finish what is begun, then return. */
  boolean draining();

  /**
   * Ends this side's output after all that was written; the peer reads the end, input goes on.
   *
   * @throws IOException the connection is gone
   */
  void endOutput() throws IOException;

  /** Sends what was written, then closes. Any thread, any number of times. */
  @Override
  void close();
}
