package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.iperf3.ErrorCode;
import dev.weir.bandwidth.iperf3.Iperf3Limits;
import dev.weir.bandwidth.iperf3.Iperf3Server;
import dev.weir.bandwidth.iperf3.RunningIperf3Server;
import dev.weir.bandwidth.iperf3.Trace;
import dev.weir.bandwidth.report.TestEvents;
import dev.weir.linux.call.Errno;
import dev.weir.server.StartException;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Scheme;
import io.netty.util.NetUtil;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A server as its command line describes it. */
final class NetworkServer {

  private static final double DEFAULT_WINDOW = 5;

  private final ServerRequest request;
  private final Consumer<String> out;

  /** A server whose additional output goes there. */
  NetworkServer(ServerRequest request, Consumer<String> out) {
    this.out = out;
    this.request = request;
  }

  Ends.Running start(Supplier<TestEvents> tests) throws RunError {
    Affinity.of(request.common());
    try {
      RunningIperf3Server server = recipe().tests(tests).start();
      return server::close;
    } catch (StartException refused) {
      throw new RunError("error - " + ErrorCode.LISTEN.text() + ": " + reason(refused));
    } catch (IllegalArgumentException noAddress) {
      throw new RunError("error - " + ErrorCode.LISTEN.text() + ": " + noAddress.getMessage());
    }
  }

  private static String reason(StartException refused) {
    if (refused.getCause() instanceof UnknownHostException) {
      return "Name or service not known";
    }
    return refused.errno().map(Errno::text).orElse(String.valueOf(refused.getMessage()));
  }

  private Iperf3Server recipe() {
    CommonRequest common = request.common();
    Iperf3Server server = Iperf3Server.on(endpoint()).limits(limits()).interval(common.interval());
    Iperf3Server placed = common.device().map(server::device).orElse(server);
    Iperf3Server kept = common.keepAlive().map(placed::keepAlive).orElse(placed);
    Iperf3Server timed =
        common.sendTimeout().orElse(0) > 0
            ? kept.sendTimeout(Duration.ofMillis(common.sendTimeout().getAsInt()))
            : kept;
    Iperf3Server filed = common.file().map(timed::file).orElse(timed);
    return told(lock(filed));
  }

  /** Who asks for Multipath TCP wants to know where it is not to be had. */
  private Endpoint endpoint() {
    Endpoint plain = new Endpoint(Scheme.TCP, host(), request.common().port());
    return request.common().multipath() ? plain.multipath(true) : plain;
  }

  private Iperf3Server lock(Iperf3Server server) {
    return request.access().map(server::access).orElse(server);
  }

  private Iperf3Server told(Iperf3Server server) {
    CommonRequest common = request.common();
    Iperf3Server traced =
        common.debug() > 0 ? server.trace(new Trace(common.debug(), out)) : server;
    return common.output().form().json()
        ? traced.jsonOutput()
        : traced.textOutput(common.output().style());
  }

  private String host() {
    Optional<String> bound = request.common().bind();
    if (bound.filter(address -> !allowed(address)).isPresent()) {
      throw new IllegalArgumentException("Address family for hostname not supported");
    }
    return bound.orElse(
        switch (request.common().family()) {
          case ANY -> "";
          case IPV4 -> "0.0.0.0";
          case IPV6 -> "::";
        });
  }

  /** Of names, the system tells. */
  private boolean allowed(String address) {
    return switch (request.common().family()) {
      case ANY -> true;
      case IPV4 -> !NetUtil.isValidIpV6Address(address);
      case IPV6 -> !NetUtil.isValidIpV4Address(address);
    };
  }

  private Iperf3Limits limits() {
    Iperf3Limits limits =
        Iperf3Limits.defaults()
            .longest(request.longest())
            .bitrate(request.bitrateLimit(), window());
    return request.common().receiveTimeout().isPresent()
        ? limits.receiveTimeout(Duration.ofMillis(request.common().receiveTimeout().getAsInt()))
        : limits;
  }

  /** As with the original, 0 does not switch the average off. */
  private Duration window() {
    double seconds = request.bitrateInterval();
    return Duration.ofMillis(Math.round((seconds > 0 ? seconds : DEFAULT_WINDOW) * 1000));
  }
}
