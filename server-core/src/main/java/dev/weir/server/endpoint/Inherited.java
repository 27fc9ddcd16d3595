package dev.weir.server.endpoint;

import static dev.weir.linux.call.SocketConstants.AF_INET;
import static dev.weir.linux.call.SocketConstants.AF_INET6;
import static dev.weir.linux.call.SocketConstants.AF_UNIX;
import static dev.weir.linux.call.SocketConstants.IPPROTO_IPV6;
import static dev.weir.linux.call.SocketConstants.IPPROTO_MPTCP;
import static dev.weir.linux.call.SocketConstants.IPPROTO_TCP;
import static dev.weir.linux.call.SocketConstants.IPPROTO_UDP;
import static dev.weir.linux.call.SocketConstants.IPV6_V6ONLY;
import static dev.weir.linux.call.SocketConstants.SOCK_DGRAM;
import static dev.weir.linux.call.SocketConstants.SOCK_STREAM;
import static dev.weir.linux.call.SocketConstants.SOL_SOCKET;
import static dev.weir.linux.call.SocketConstants.SO_ACCEPTCONN;
import static dev.weir.linux.call.SocketConstants.SO_DOMAIN;
import static dev.weir.linux.call.SocketConstants.SO_PROTOCOL;
import static dev.weir.linux.call.SocketConstants.SO_TYPE;

import dev.weir.linux.InheritedSockets;
import dev.weir.linux.call.AddressedCalls;
import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SystemCallException;
import dev.weir.linux.call.UnixCalls;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The sockets that whoever started the process has opened: which descriptor an endpoint {@code
 * fd://} means, and what the kernel says that it is. Any thread.
 */
public final class Inherited {
  private final int descriptor;

  private Inherited(int descriptor) {
    this.descriptor = descriptor;
  }

  /**
   * The descriptor that an endpoint means.
   *
   * @param asked {@code fd://}, by number or by name
   * @return its number; whether it is open has not been asked
   * @throws IOException where no descriptor has the name, or it was meant for another process; the
   *     message says so
   */
  public static int descriptor(Endpoint asked) throws IOException {
    return descriptor(asked, System.getenv(), ProcessHandle.current().pid());
  }

  static int descriptor(Endpoint asked, Map<String, String> environment, long pid)
      throws IOException {
    String meantFor = environment.getOrDefault("LISTEN_PID", "");
    if (!meantFor.isEmpty() && !meantFor.equals(Long.toString(pid))) {
      throw new IOException(
          "LISTEN_PID: %s (expected: %d, this process); let the starter exec it, or unset it"
              .formatted(meantFor, pid));
    }
    InheritedSockets sockets = sockets(environment, pid);
    return Character.isDigit(asked.host().charAt(0))
        ? Integer.parseInt(asked.host())
        : sockets.named(asked.host()).orElseThrow(() -> unknown(sockets)).descriptor();
  }

  private static InheritedSockets sockets(Map<String, String> environment, long pid)
      throws IOException {
    try {
      return InheritedSockets.of(environment, pid);
    } catch (IllegalArgumentException wrong) {
      throw new IOException(wrong.getMessage(), wrong);
    }
  }

  private static IOException unknown(InheritedSockets sockets) {
    String names =
        sockets.all().stream()
            .map(socket -> socket.name() + " (fd://" + socket.descriptor() + ")")
            .collect(Collectors.joining(", "));
    return new IOException(
        "no descriptor of that name (expected: a name of LISTEN_FDNAMES%s)"
            .formatted(names.isEmpty() ? ", which has none" : ": " + names));
  }

  /**
   * What an inherited socket is.
   *
   * @param asked {@code fd://}, by number or by name
   * @return the endpoint that the socket has: of TCP or UNIX where it listens, of UDP or UNIXGRAM
   *     for datagrams
   * @throws IOException where it is none of these; the message says what it is
   */
  public static Endpoint endpoint(Endpoint asked) throws IOException {
    return new Inherited(descriptor(asked)).endpoint();
  }

  private Endpoint endpoint() throws IOException {
    int type = type();
    int domain = option(SO_DOMAIN);
    if (type == SOCK_STREAM && (domain == AF_UNIX || speaks(domain, IPPROTO_TCP, IPPROTO_MPTCP))) {
      requireListening();
      return domain == AF_UNIX ? unix(Scheme.UNIX) : internet(Scheme.TCP, domain);
    }
    if (type == SOCK_DGRAM && speaks(domain, IPPROTO_UDP, IPPROTO_UDP)) {
      return internet(Scheme.UDP, domain);
    }
    if (type == SOCK_DGRAM && domain == AF_UNIX) {
      return unix(Scheme.UNIXGRAM);
    }
    throw new IOException(
        "a socket of domain %d and type %d (expected: TCP, UDP or Unix)".formatted(domain, type));
  }

  private int type() throws IOException {
    try {
      return option(SO_TYPE);
    } catch (SystemCallException none) {
      String what = none.errno().name().equals("ENOTSOCK") ? "no socket" : "not open";
      throw new IOException(
          "descriptor %d is %s (expected: a socket that whoever started this process opened)"
              .formatted(descriptor, what),
          none);
    }
  }

  private boolean speaks(int domain, int protocol, int other) throws SystemCallException {
    int spoken = option(SO_PROTOCOL);
    return (domain == AF_INET || domain == AF_INET6) && (spoken == protocol || spoken == other);
  }

  private void requireListening() throws IOException {
    if (option(SO_ACCEPTCONN) == 0) {
      throw new IOException(
          "a stream socket that does not listen (expected: one that does; of systemd, Accept=no)");
    }
  }

  private int option(int number) throws SystemCallException {
    return SocketCalls.intOption(descriptor, SOL_SOCKET, number);
  }

  private Endpoint internet(Scheme scheme, int domain) throws SystemCallException {
    InetSocketAddress local = AddressedCalls.localAddress(descriptor);
    boolean dual =
        domain == AF_INET6
            && local.getAddress() instanceof Inet6Address six
            && six.isAnyLocalAddress()
            && SocketCalls.intOption(descriptor, IPPROTO_IPV6, IPV6_V6ONLY) == 0;
    return new Endpoint(scheme, dual ? "" : local.getAddress().getHostAddress(), local.getPort());
  }

  private Endpoint unix(Scheme scheme) throws IOException {
    String name = UnixCalls.localName(descriptor).orElse("");
    try {
      return new Endpoint(scheme, name, Ports.NONE, Placement.NONE);
    } catch (IllegalArgumentException unwritten) {
      throw new IOException(unwritten.getMessage(), unwritten);
    }
  }
}
