package dev.weir.server.endpoint;

import io.netty.util.NetUtil;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The grammar of {@link Endpoint}, and the words for what breaks it. */
final class EndpointParser {
  private static final Pattern SHAPE =
      Pattern.compile("(?<scheme>[^:/]*)://(?<host>\\[[^\\]]*\\]|[^:\\[\\]]*):(?<port>[^:]*)");
  private static final Pattern PORT = Pattern.compile("0|[1-9][0-9]{0,4}");
  private static final Pattern NAME =
      Pattern.compile(
          "(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?"
              + "(\\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?)*\\.?");
  private static final Pattern FIGURES = Pattern.compile("[0-9.]+");

  private EndpointParser() {}

  static Endpoint parse(String text) {
    Matcher shape = SHAPE.matcher(text);
    if (!shape.matches()) {
      throw refused(
          "endpoint", text, "SCHEME://HOST:PORT", "write such as tcp://:7 or udp://[::1]:5201");
    }
    Scheme scheme = scheme(shape.group("scheme"), text);
    String port = shape.group("port");
    checkPort(port);
    return new Endpoint(scheme, host(shape.group("host")), Integer.parseInt(port));
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

  static void checkHost(String host) {
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

  static void checkPort(String port) {
    if (!PORT.matcher(port).matches() || Integer.parseInt(port) > 65535) {
      throw refused("port", port, "0 to 65535", "write 0 for any free port");
    }
  }

  private static IllegalArgumentException refused(
      String what, String value, String expected, String remedy) {
    return new IllegalArgumentException(
        "%s: \"%s\" (expected: %s); %s".formatted(what, value, expected, remedy));
  }
}
