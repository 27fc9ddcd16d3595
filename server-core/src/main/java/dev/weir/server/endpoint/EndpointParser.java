package dev.weir.server.endpoint;

import io.netty.util.NetUtil;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The grammar of {@link Endpoint}, and the words for what breaks it. */
final class EndpointParser {
  private static final Pattern SHAPE =
      Pattern.compile("(?<scheme>[^:/]*)://(?<place>[^?]*)(?<query>\\?.*)?");
  private static final Pattern AUTHORITY =
      Pattern.compile("(?<host>\\[[^\\]]*\\]|[^:\\[\\]]*):(?<first>[^:-]*)(-(?<last>[^:-]*))?");
  private static final Pattern PORT = Pattern.compile("0|[1-9][0-9]{0,4}");
  private static final Pattern NAME =
      Pattern.compile(
          "(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?"
              + "(\\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?)*\\.?");
  private static final Pattern FIGURES = Pattern.compile("[0-9.]+");
  private static final Pattern UNIX = Pattern.compile("[/@][^?\\p{Cntrl}]+");

  /** As sd_listen_fds(3) bounds names, and numbers as far as a process may have descriptors. */
  private static final Pattern DESCRIPTOR =
      Pattern.compile("[3-9]|[1-9][0-9]{1,6}|[^0-9:?\\p{Cntrl}\\s-][^:?\\p{Cntrl}\\s]{0,254}");

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  /** unix(7): sun_path has 108 bytes, one of which ends a path or begins an abstract name. */
  private static final int UNIX_BYTES = 107;

  private EndpointParser() {}

  static Endpoint parse(String text) {
    Matcher shape = SHAPE.matcher(text);
    if (!shape.matches()) {
      throw misshapen(text);
    }
    Scheme scheme = scheme(shape.group("scheme"), text);
    String query = shape.group("query");
    Placement placement =
        query == null ? Placement.NONE : PlacementParser.parse(query.substring(1));
    String place = shape.group("place");
    return scheme.internet()
        ? internet(scheme, place, placement, text)
        : new Endpoint(scheme, place, Ports.NONE, placement);
  }

  private static Endpoint internet(Scheme scheme, String place, Placement placement, String text) {
    Matcher authority = AUTHORITY.matcher(place);
    if (!authority.matches()) {
      throw misshapen(text);
    }
    int first = port(authority.group("first"));
    String last = authority.group("last");
    Ports ports = last == null ? Ports.of(first) : range(first, port(last), text);
    return new Endpoint(scheme, host(authority.group("host")), ports, placement);
  }

  private static Ports range(int first, int last, String text) {
    if (first == last) {
      throw refused("ports of " + text, first + "-" + last, "two ports", "write one port alone");
    }
    return new Ports(first, last);
  }

  private static IllegalArgumentException misshapen(String text) {
    return refused(
        "endpoint",
        text,
        "tcp://HOST:PORT, udp://HOST:PORT, unix:///PATH, unix://@NAME, unixgram:///PATH or"
            + " fd://NUMBER",
        "write such as tcp://:7 or udp://[::1]:5201");
  }

  private static Scheme scheme(String word, String text) {
    return Scheme.find(word)
        .orElseThrow(() ->
            refused("scheme of " + text, word, "one of " + Scheme.words(), "change the scheme"));
  }

  private static String host(String written) {
    if (!written.startsWith("[")) {
      return written;
    }
    String inner = written.substring(1, written.length() - 1);
    if (!NetUtil.isValidIpV6Address(inner)) {
      throw refused("host", written, "an IPv6 address in brackets", "write such as [::1]");
    }
    return inner;
  }

  static void check(Scheme scheme, String host, Ports ports) {
    switch (scheme) {
      case TCP, UDP -> checkHost(host);
      case UNIX, UNIXGRAM -> checkUnix(scheme.text(), host);
      case FD -> checkDescriptor(host);
    }
    if (!scheme.internet() && !ports.equals(Ports.NONE)) {
      throw refused("port of " + scheme.text(), ports.toString(), "none", "leave it out");
    }
  }

  private static void checkHost(String host) {
    boolean fits =
        host.isEmpty()
            || NetUtil.isValidIpV4Address(host)
            || (host.contains(":") && NetUtil.isValidIpV6Address(host))
            || (NAME.matcher(host).matches() && !FIGURES.matcher(host).matches());
    if (!fits) {
      throw refused(
          "host",
          host,
          "an IPv4 address, an IPv6 address in brackets, a name, or nothing",
          "leave the host out to serve every address");
    }
  }

  private static void checkUnix(String word, String place) {
    if (!UNIX.matcher(place).matches()) {
      throw refused(
          word + "://",
          place,
          "a path from the root, or @ and a name",
          "write three slashes, such as " + word + ":///run/echo.sock");
    }
    // The @ stands for the zero byte that begins an abstract name.
    int bytes = place.getBytes(StandardCharsets.UTF_8).length - (place.startsWith("@") ? 1 : 0);
    if (bytes > UNIX_BYTES) {
      throw refused(word + "://", place, "at most " + UNIX_BYTES + " bytes", "shorten it");
    }
  }

  private static void checkDescriptor(String place) {
    if (!DESCRIPTOR.matcher(place).matches()) {
      throw refused(
          "fd://",
          place,
          "a descriptor from 3, or a name of LISTEN_FDNAMES",
          "write such as fd://3");
    }
  }

  private static int port(String text) {
    checkPort(text);
    return Integer.parseInt(text);
  }

  static void checkPort(String port) {
    if (!PORT.matcher(port).matches() || Integer.parseInt(port) > 65535) {
      throw refused("port", port, "0 to 65535", "write 0 for any free port");
    }
  }

  static IllegalArgumentException refused(
      String what, String value, String expected, String remedy) {
    return new IllegalArgumentException(
        "%s: \"%s\" (expected: %s); %s"
            .formatted(what, CONTROL.matcher(value).replaceAll("?"), expected, remedy));
  }
}
