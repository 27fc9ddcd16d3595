package dev.weir.bandwidth.stream;

import dev.weir.server.bulk.Ending;
import java.util.concurrent.CompletionStage;

/**
 * One TCP connection or UDP flow of a test, sending or receiving.
 *
 * <p>All methods may be called from any thread; the work is done on the loop of the stream's
 * channel. The channel stays the caller's to close.
 */
public interface DataStream {
  /** Begins to send or to count; only the first call does anything. */
  void start();

  /**
   * Ends sending or counting and gives the channel back to its pipeline; before {@link #start} it
   * prevents that. The counts stay readable.
   */
  void stop();

  /**
   * Payload so far: bytes received, or handed to the kernel. Exact; never goes back.
   *
   * @return bytes
   */
  long bytes();

  /**
   * Blocks so far: whole blocks for TCP, datagrams sent or received for UDP.
   *
   * @return count
   */
  long blocks();

  /**
   * Completes once, when the stream has ended by itself or by {@link #stop}; never exceptionally.
   *
   * @return why it ended
   */
  CompletionStage<Ending> ended();
}
