package dev.weir.bandwidth.report.html;

import dev.weir.bandwidth.report.DirectionTotals;
import dev.weir.bandwidth.report.StreamTotals;
import dev.weir.bandwidth.report.TestReport;

/**
 * Bytes that went one way; not a number where the end that counts them did not tell.
 *
 * @param sent by the sending end
 * @param sentSeconds how long that end measured
 * @param received by the receiving end
 * @param receivedSeconds how long that end measured
 */
record Moved(double sent, double sentSeconds, double received, double receivedSeconds) {
  private static final double BITS = 8;

  static Moved of(TestReport report, DirectionTotals direction) {
    return of(report, direction, direction.bytesSent(), direction.bytesReceived());
  }

  static Moved of(TestReport report, DirectionTotals direction, StreamTotals stream) {
    return of(report, direction, stream.bytesSent(), stream.bytesReceived());
  }

  Figure sentRate() {
    return Figure.of(Unit.BITS_PER_SECOND, sent / sentSeconds * BITS);
  }

  Figure receivedRate() {
    return Figure.of(Unit.BITS_PER_SECOND, received / receivedSeconds * BITS);
  }

  /**
   * The report's times are those of its first direction; the other one's are the other way round.
   */
  private static Moved of(TestReport report, DirectionTotals direction, long sent, long received) {
    boolean asFirst = direction.sender() == report.directions().getFirst().sender();
    return asFirst
        ? new Moved(known(sent), report.senderSeconds(), known(received), report.receiverSeconds())
        : new Moved(known(sent), report.receiverSeconds(), known(received), report.senderSeconds());
  }

  private static double known(long bytes) {
    return bytes > 0 ? bytes : Double.NaN;
  }
}
