package dev.weir.server.bulk;

import java.util.OptionalDouble;

/**
 * Decides how much may be sent now: a rate, a quota, or both. Called on the channel's loop, often:
 * it must be quick and must not block.
 */
public interface Gate {
  /** Always open: as fast as the kernel takes it. */
  Gate OPEN =
      new Gate() {
        @Override
        public long allowed(long sent, long elapsedNanos) {
          return Long.MAX_VALUE;
        }

        @Override
        public long delayNanos(long sent, long elapsedNanos) {
          return 0;
        }
      };

  /**
   * What may be sent now.
   *
   * @param sent bytes that this transfer has sent
   * @param elapsedNanos time since the transfer began, in nanoseconds
   * @return bytes; 0 or less while the gate is shut
   */
  long allowed(long sent, long elapsedNanos);

  /**
   * When to ask again, asked only while the gate is shut.
   *
   * @param sent bytes that this transfer has sent
   * @param elapsedNanos time since the transfer began, in nanoseconds
   * @return nanoseconds from now, or {@link Long#MAX_VALUE} for never, which ends the transfer
   */
  long delayNanos(long sent, long elapsedNanos);

  /**
   * The average rate that it holds datagrams to, where it is one: the kernel is then asked to space
   * what is sent together, if the interface queues by fq.
   *
   * @return bits of payload per second; empty for none, and by default
   */
  default OptionalDouble rate() {
    return OptionalDouble.empty();
  }

  /**
   * Told after each send.
   *
   * @param bytes that the kernel took
   */
  default void sent(long bytes) {}
}
