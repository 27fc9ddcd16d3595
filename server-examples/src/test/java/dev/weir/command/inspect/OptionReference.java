package dev.weir.command.inspect;

import dev.weir.server.option.OptionCatalogue;
import dev.weir.server.option.SocketOption;

/** Writes the reference page of the socket options from the catalogue. */
final class OptionReference {
  private static final String HEAD =
      """
      # Socket options

      As text, on the command line and in the configuration file, for several kinds of endpoint at once:
      `tcp: TCP_NODELAY=on, TCP_USER_TIMEOUT=30s; udp: SO_RCVBUF=4m`. In code, each is a constant of `OptionCatalogue`.
      An option that is unknown, misplaced or refused by the kernel never starts a server; one that the kernel changed is
      reported with the value asked for, the value in effect and what bounds it. `weir inspect options` tells this
      machine's defaults and which of them may be set by whoever runs it.

      Sockets: a `listener` accepts TCP connections, which inherit its options; a `connection` is accepted or made; a
      `client` is a connection that is not made yet, so such options have no meaning at a server; a `datagram` socket speaks
      UDP. Sizes take `k`, `m` and `g` of 1024, times `us`, `ms`, `s`, `m` and `h`, rates `k`, `m`, `g` and `t` of 1000.
      Options are set in the order in which they are written, before the socket is bound or connected.

      This page is generated from the catalogue; the test of that catalogue's page rewrites it.
      """;

  private OptionReference() {}

  /** The page, as Markdown. */
  static String page() {
    StringBuilder page = new StringBuilder(HEAD);
    page.append(
        "\n| option | values | sockets | since kernel | capability |\n|---|---|---|---|---|\n");
    OptionCatalogue.all().forEach(option -> page.append(row(option)));
    OptionCatalogue.all().forEach(option -> page.append(section(option)));
    return page.toString();
  }

  private static String row(SocketOption<?> option) {
    SocketOption.Notes notes = option.notes();
    return "| [`%s`](#%s) | %s | %s | %s | %s |\n"
        .formatted(
            option.name(),
            option.name().toLowerCase(java.util.Locale.ROOT),
            option.type().form(),
            option.places(),
            notes.since(),
            notes.capability());
  }

  private static String section(SocketOption<?> option) {
    SocketOption.Notes notes = option.notes();
    String limit = notes.limit().isEmpty() ? "" : "\n- Bounded by: `" + notes.limit() + "`";
    return """

    ## %s

    %s

    - Values: %s
    - Default: %s%s
    - Trap: %s
    """
        .formatted(
            option.name(),
            notes.meaning(),
            option.type().form(),
            notes.standard(),
            limit,
            notes.trap());
  }
}
