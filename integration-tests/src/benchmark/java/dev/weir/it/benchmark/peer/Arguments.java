package dev.weir.it.benchmark.peer;

import java.util.List;

/**
 * What a peer was asked to do.
 *
 * @param host the address to listen on
 * @param port its port, 0 for one that the kernel chooses
 * @param loops how many event loops serve
 * @param udp whether datagrams are echoed, not connections
 */
record Arguments(String host, int port, int loops, boolean udp) {

  private static final Arguments NONE = new Arguments("127.0.0.1", -1, 1, false);
  private static final int WRONG_ARGUMENTS = 2;

  /** Reads a command line; a wrong one ends the process with 2. */
  static Arguments of(String... line) {
    try {
      Arguments arguments = NONE;
      List<String> words = List.of(line);
      for (int i = 0; i < words.size(); i++) {
        boolean flag = words.get(i).equals("--udp");
        arguments = arguments.with(words.get(i), flag ? "" : value(words, ++i));
      }
      return arguments.checked();
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
      System.exit(WRONG_ARGUMENTS);
      throw wrong;
    }
  }

  private static String value(List<String> words, int place) {
    if (place == words.size()) {
      throw new IllegalArgumentException(words.getLast() + ": a value is missing");
    }
    return words.get(place);
  }

  private Arguments with(String name, String value) {
    return switch (name) {
      case "--host" -> new Arguments(value, port, loops, udp);
      case "--port" -> new Arguments(host, number(name, value), loops, udp);
      case "--loops" -> new Arguments(host, port, number(name, value), udp);
      case "--udp" -> new Arguments(host, port, loops, true);
      default ->
          throw new IllegalArgumentException(
              name + " (expected one of: --host --port --loops --udp)");
    };
  }

  private static int number(String name, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: a number)");
    }
  }

  private Arguments checked() {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("--port: " + port + " (expected: 0 for any, to 65535)");
    }
    if (loops < 1) {
      throw new IllegalArgumentException("--loops: " + loops + " (expected: 1 or more)");
    }
    return this;
  }

  /** For the peers that have no datagrams. */
  Arguments withoutUdp() {
    if (udp) {
      System.err.println("--udp: only RawNettyEcho knows it");
      System.exit(WRONG_ARGUMENTS);
    }
    return this;
  }
}
