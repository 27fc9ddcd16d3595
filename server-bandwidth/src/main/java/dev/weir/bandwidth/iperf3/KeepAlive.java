package dev.weir.bandwidth.iperf3;

import dev.weir.server.option.OptionCatalogue;
import dev.weir.server.option.SocketOption;
import dev.weir.server.option.SocketOptions;
import java.time.Duration;

/**
 * Keepalive of the control connection; 0 leaves a value to the system.
 *
 * @param idle seconds without traffic before the first probe
 * @param interval seconds between probes
 * @param count probes before the connection is given up
 */
public record KeepAlive(int idle, int interval, int count) {

  /** These options and those of the keepalive. */
  SocketOptions on(SocketOptions others) {
    SocketOptions on = others.with(OptionCatalogue.SO_KEEPALIVE, true);
    on = seconds(on, OptionCatalogue.TCP_KEEPIDLE, idle);
    on = seconds(on, OptionCatalogue.TCP_KEEPINTVL, interval);
    return count > 0 ? on.with(OptionCatalogue.TCP_KEEPCNT, count) : on;
  }

  private static SocketOptions seconds(
      SocketOptions options, SocketOption<Duration> option, int value) {
    return value > 0 ? options.with(option, Duration.ofSeconds(value)) : options;
  }
}
