package dev.weir.command.admin;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;
import java.util.Optional;

/**
 * Keeps web pages out. A browser on the operator's machine reaches loopback too, and would carry a
 * foreign page's request there: such a request names its page in {@code Origin}; and a page whose
 * own name was made to point at loopback carries that name in {@code Host}. Programs send neither.
 */
final class AdminGuard {
  private final boolean open;

  /**
   * Creates one.
   *
   * @param open whether the endpoint was opened to other machines, which may know this one by any
   *     name
   */
  AdminGuard(boolean open) {
    this.open = open;
  }

  /** Why the request is refused, if it is. */
  Optional<String> refuse(HttpHeaders headers) {
    if (headers.contains(HttpHeaderNames.ORIGIN)) {
      return Optional.of("requests from web pages are refused");
    }
    String host = headers.get(HttpHeaderNames.HOST, "");
    return open || isLocal(name(host))
        ? Optional.empty()
        : Optional.of("Host: names another machine (expected: an address or localhost)");
  }

  private static boolean isLocal(String name) {
    return name.isEmpty()
        || name.equalsIgnoreCase("localhost")
        || NetUtil.isValidIpV4Address(name)
        || NetUtil.isValidIpV6Address(name);
  }

  private static String name(String host) {
    if (host.startsWith("[")) {
      int end = host.indexOf(']');
      return end < 0 ? host : host.substring(1, end);
    }
    int colon = host.indexOf(':');
    return colon < 0 ? host : host.substring(0, colon);
  }
}
