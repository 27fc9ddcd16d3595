package dev.weir.command;

import java.util.List;

/** The text of {@code weir --help}, from the sub-commands that are there. */
final class HelpText {

  private static final String HEAD =
      """
      Usage: weir COMMAND [OPTIONS]
      Event-driven TCP and UDP servers on Linux, measured.

      Commands:
      """;

  private static final String TAIL =
      """

      Options:
        -h, --help     this text; weir COMMAND --help tells about one command
        -V, --version  versions of Weir, Netty, the JVM and the kernel

      Example: serve TCP and UDP echo, then measure this machine
        weir serve echo --listen tcp://127.0.0.1:7001,udp://127.0.0.1:7001
        weir bench

      Exit codes: 0 done, 1 the work failed, 2 the command line is wrong.
      WEIR_LOG=debug|info|warn|error sets what is logged to stderr (default warn).
      """;

  private HelpText() {}

  static String of(List<Subcommand> subcommands) {
    StringBuilder text = new StringBuilder(HEAD);
    for (Subcommand subcommand : subcommands) {
      text.append(String.format("  %-10s  %s%n", subcommand.name(), subcommand.summary()));
    }
    return text.append(TAIL).toString();
  }
}
