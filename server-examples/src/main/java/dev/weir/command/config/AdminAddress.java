package dev.weir.command.config;

import dev.weir.server.endpoint.Endpoint;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides where the admin endpoint may listen: whoever reaches it can drain the servers and see
 * every peer's address.
 */
public final class AdminAddress {
  private AdminAddress() {}

  /**
   * Why the endpoint may not listen there, if it may not.
   *
   * @param open whether the operator allowed other machines in so many words
   */
  public static Optional<String> refuse(Endpoint endpoint, boolean open) {
    return switch (endpoint.scheme()) {
      case TCP ->
          open || isLoopback(endpoint.host()) ? Optional.empty() : Optional.of(tooOpen(endpoint));
      // Whoever may write to the file, or runs on this machine: as close as loopback.
      case UNIX -> Optional.empty();
      case FD ->
          open
              ? Optional.empty()
              : Optional.of(
                  endpoint + " (expected: admin.open or --admin-open too, as it may be anything)");
      case UDP, UNIXGRAM -> Optional.of(endpoint + " (expected: tcp://HOST:PORT or unix:///PATH)");
    };
  }

  private static String tooOpen(Endpoint endpoint) {
    return endpoint
        + " (expected: a loopback address, as whoever reaches the admin endpoint can stop the servers;"
        + " to let other machines in all the same, set admin.open or --admin-open)";
  }

  /** A name is never looked up here: what it means may be another machine's choice. */
  private static boolean isLoopback(String host) {
    if (host.toLowerCase(Locale.ROOT).equals("localhost")) {
      return true;
    }
    InetAddress address = NetUtil.createInetAddressFromIpAddressString(host);
    return address != null && address.isLoopbackAddress();
  }
}
