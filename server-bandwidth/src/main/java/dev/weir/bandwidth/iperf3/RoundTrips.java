package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.stream.Quota;
import dev.weir.bandwidth.stream.TcpSource;
import dev.weir.linux.TcpInfo;
import dev.weir.server.bulk.Pace;
import dev.weir.server.bulk.Payload;
import io.netty.channel.Channel;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Measures round trips on a data connection that carries nothing else: two segments every 50 ms,
 * which the other end's kernel acknowledges at once, whatever its program does. The kernel's figure
 * is smoothed; what one message added to it is taken out again, to within 8 µs. Loop only.
 */
final class RoundTrips {

  private static final int MESSAGES_A_SECOND = 20;
  private static final int LOOK_MILLIS = 5;

  /** The weight of what went before in Linux's smoothed time is 7 of 8. */
  private static final int SMOOTHING = 8;

  private static final int LEAST_SEGMENT = 536;

  private final TcpSource stream;
  private final int messageBytes;
  private final Consumer<Duration> told;
  private long acked = -1;
  private long smoothed;

  private RoundTrips(TcpSource stream, int messageBytes, Consumer<Duration> told) {
    this.stream = stream;
    this.messageBytes = messageBytes;
    this.told = told;
  }

  /** The stream of a connected channel, not begun, whose round trips are told until it closes. */
  static TcpSource stream(Channel channel, int segment, Consumer<Duration> told) {
    int bytes = 2 * Math.max(LEAST_SEGMENT, segment);
    Pace pace = Pace.bits((long) bytes * Byte.SIZE * MESSAGES_A_SECOND, 1);
    TcpSource stream =
        new TcpSource(channel, Payload.of(new byte[bytes]), bytes, pace, Quota.unlimited());
    RoundTrips watch = new RoundTrips(stream, bytes, told);
    Future<?> looks =
        channel
            .eventLoop()
            .scheduleAtFixedRate(watch::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    channel.closeFuture().addListener(closed -> looks.cancel(false));
    return stream;
  }

  private void look() {
    stream.tcpInfo().filter(info -> info.unacked() == 0).ifPresent(this::look);
  }

  /** Everything sent has come back. */
  private void look(TcpInfo info) {
    long messages = acked < 0 ? 0 : (info.bytesAcked() - acked) / messageBytes;
    if (messages == 0 && acked >= 0) {
      return;
    }
    long micros = messages == 1 ? smoothed + SMOOTHING * (info.rtt() - smoothed) : info.rtt();
    if (messages > 0) {
      told.accept(Duration.of(Math.max(micros, info.minRtt()), ChronoUnit.MICROS));
    }
    acked = info.bytesAcked();
    smoothed = info.rtt();
  }
}
