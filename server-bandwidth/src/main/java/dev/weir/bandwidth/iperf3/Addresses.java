package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.report.HostPort;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Socket addresses as reports print them. */
final class Addresses {

  private static final HostPort UNKNOWN = new HostPort("unknown", 0);

  private Addresses() {}

  /** A closed channel may have forgotten its address. */
  static HostPort of(@Nullable SocketAddress address) {
    return address instanceof InetSocketAddress internet && internet.getAddress() != null
        ? new HostPort(host(internet.getAddress()), internet.getPort())
        : UNKNOWN;
  }

  static Optional<InetAddress> ip(@Nullable SocketAddress address) {
    return address instanceof InetSocketAddress internet
        ? Optional.ofNullable(internet.getAddress())
        : Optional.empty();
  }

  private static String host(InetAddress address) {
    String text = NetUtil.toAddressString(address);
    int scope = text.indexOf('%');
    return scope < 0 ? text : text.substring(0, scope);
  }
}
