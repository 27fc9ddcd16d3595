package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.iperf3.ErrorCode;
import dev.weir.bandwidth.iperf3.Iperf3Client;
import dev.weir.bandwidth.iperf3.KeepAlive;
import dev.weir.bandwidth.iperf3.Trace;
import dev.weir.bandwidth.report.TestEvents;
import dev.weir.linux.call.Errno;
import io.netty.util.NetUtil;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;

/** A test as its command line describes it. */
final class NetworkClient {

  private static final int MOST_KEEPALIVE_SECONDS = 32_767;
  private static final int MOST_KEEPALIVE_PROBES = 127;

  private final ClientRequest request;
  private final CommonRequest common;
  private final Consumer<String> out;

  /** A test whose additional output goes there. */
  NetworkClient(ClientRequest request, Consumer<String> out) {
    this.out = out;
    this.request = request;
    this.common = request.common();
  }

  Ends.Running start(TestEvents events) throws RunError {
    Affinity.of(common);
    if (common.keepAlive().isPresent()) {
      check(common.keepAlive().orElseThrow());
    }
    InetAddress server = resolve(request.host());
    Iperf3Client client =
        Iperf3Client.to(server.getHostAddress(), common.port())
            .parameters(request.parameters())
            .interval(common.interval())
            .listener(new AsTyped(request.host(), events));
    try {
      return timed(kept(local(client, server))).start()::interrupt;
    } catch (IllegalArgumentException refused) {
      throw new RunError("error - " + refused.getMessage());
    }
  }

  /** What the kernel would refuse. */
  private static void check(KeepAlive asked) throws RunError {
    if (asked.idle() > MOST_KEEPALIVE_SECONDS) {
      throw refused(ErrorCode.KEEPALIVE_IDLE);
    }
    if (asked.interval() > MOST_KEEPALIVE_SECONDS) {
      throw refused(ErrorCode.KEEPALIVE_INTERVAL);
    }
    if (asked.count() > MOST_KEEPALIVE_PROBES) {
      throw refused(ErrorCode.KEEPALIVE_COUNT);
    }
  }

  private static RunError refused(ErrorCode code) {
    return new RunError("error - " + code.text() + ": " + Errno.EINVAL.text());
  }

  /** The first address of the family that may be used, or the first at all. */
  private InetAddress resolve(String host) throws RunError {
    if (host.isEmpty()) {
      throw unreachable("Name or service not known");
    }
    try {
      return Arrays.stream(InetAddress.getAllByName(host))
          .filter(this::allowed)
          .findFirst()
          .orElseThrow(() -> unreachable(noSuch(host)));
    } catch (UnknownHostException unknown) {
      throw unreachable("Name or service not known");
    }
  }

  /** What the system says of an address, or of a name, that is not of the family asked for. */
  private static String noSuch(String host) {
    return NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host)
        ? "Address family for hostname not supported"
        : "Name or service not known";
  }

  private static RunError unreachable(String reason) {
    return new RunError("error - " + ErrorCode.CONNECT.text() + ": " + reason);
  }

  private boolean allowed(InetAddress address) {
    return switch (common.family()) {
      case ANY -> true;
      case IPV4 -> address instanceof Inet4Address;
      case IPV6 -> address instanceof Inet6Address;
    };
  }

  private Iperf3Client local(Iperf3Client client, InetAddress server) throws RunError {
    Iperf3Client bound = client;
    if (common.bind().isPresent()) {
      bound = bound.localAddress(localAddress(common.bind().orElseThrow(), server));
    }
    return request.clientPort().isPresent()
        ? bound.clientPort(request.clientPort().getAsInt())
        : bound;
  }

  /** Both ends of a connection are of one family. */
  private static InetSocketAddress localAddress(String name, InetAddress server) throws RunError {
    try {
      return Arrays.stream(InetAddress.getAllByName(name))
          .filter(each -> (each instanceof Inet4Address) == (server instanceof Inet4Address))
          .findFirst()
          .map(address -> new InetSocketAddress(address, 0))
          .orElseThrow(() -> unreachable("Address family not supported by protocol"));
    } catch (UnknownHostException unknown) {
      throw unreachable("Name or service not known");
    }
  }

  private Iperf3Client kept(Iperf3Client client) {
    Iperf3Client probing = request.extras().probe().map(client::probe).orElse(client);
    Iperf3Client named = request.credentials().map(probing::credentials).orElse(probing);
    Iperf3Client filed = common.file().map(named::file).orElse(named);
    Iperf3Client placed = common.device().map(filed::device).orElse(filed);
    Iperf3Client traced =
        common.debug() > 0 ? placed.trace(new Trace(common.debug(), out)) : placed;
    return common.keepAlive().map(traced::keepAlive).orElse(traced);
  }

  private Iperf3Client timed(Iperf3Client client) {
    Iperf3Client timed = client;
    if (request.connectTimeout().isPresent()) {
      timed = timed.connectTimeout(milliseconds(request.connectTimeout().getAsInt()));
    }
    if (common.receiveTimeout().isPresent()) {
      timed = timed.receiveTimeout(milliseconds(common.receiveTimeout().getAsInt()));
    }
    if (common.sendTimeout().orElse(0) > 0) {
      timed = timed.sendTimeout(milliseconds(common.sendTimeout().getAsInt()));
    }
    return timed;
  }

  private static Duration milliseconds(int count) {
    return Duration.ofMillis(Math.max(1, count));
  }
}
