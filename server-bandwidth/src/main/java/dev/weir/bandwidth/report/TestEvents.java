package dev.weir.bandwidth.report;

import java.util.List;

/**
 * The story of one test in the order it happens; what prints a test listens to it. Calls come one
 * after another, from the loop that owns the test, and must not block it for long.
 *
 * <p>Order: {@link #asked}, {@link #accepted}, {@link #opened}, {@link #connected} for each stream,
 * {@link #started}, {@link #interval} any number of times, {@link #finished}, {@link #closed}. A
 * test that fails may miss anything of that but {@link #closed}.
 */
public interface TestEvents {

  /** A client is about to ask for this. */
  default void asked(TestSettings settings) {}

  /** The parameters are agreed. */
  default void accepted(TestDescription test) {}

  /** A client has its first data socket, which is not connected yet, and may never be. */
  default void opened(SocketBuffers buffers) {}

  /** A data stream is connected. */
  default void connected(StreamDescription stream) {}

  /**
   * Something is not as it was asked for; the test goes on all the same.
   *
   * @param text what a terminal shows after {@code warning: }
   */
  default void warned(String text) {}

  /** All streams are connected, data begins to flow. */
  default void started(SocketBuffers buffers) {}

  /** The omitted seconds are over. */
  default void counting() {}

  /** Another interval is over; the last one comes just before {@link #finished}. */
  default void interval(IntervalReport interval) {}

  /** The test is over, or was cut short with something to tell. */
  default void finished(TestReport report) {}

  /**
   * The server says why it ends the test; {@link #failed} follows.
   *
   * @param text what a terminal shows after {@code iperf3: }, for example {@code SERVER ERROR -
   *     total required bandwidth is larger than server limit}
   */
  default void refused(String text) {}

  /**
   * Something went wrong; at most once, before {@link #closed}.
   *
   * @param text what a terminal shows after {@code iperf3: }, for example {@code error - control
   *     socket has closed unexpectedly} or {@code the client has terminated}
   */
  default void failed(String text) {}

  /** Nothing more will come. */
  default void closed() {}

  /** Tells the story to all of them, in their order. */
  static TestEvents all(List<TestEvents> listeners) {
    return new Chorus(listeners);
  }
}
