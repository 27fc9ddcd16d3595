package dev.weir.bandwidth.iperf3.cli;

import java.util.List;
import java.util.stream.Stream;

/** All options of the newest release, in the order of its help text, then Weir's own. */
final class OptionTable {

  static final String SYNOPSIS = "Usage: iperf3 [-s|-c host] [options]\n";

  /** What follows a command line that cannot be understood. */
  static final String HINT = SYNOPSIS + "Try `iperf3 --help' for more information.\n";

  private OptionTable() {}

  static List<Option> all() {
    return Stream.of(CommonOptions.ROWS, ServerOptions.ROWS, ClientOptions.ROWS, WeirOptions.ROWS)
        .flatMap(List::stream)
        .toList();
  }

  /** Every option as it is typed, for completion. */
  static List<String> words() {
    return all().stream()
        .flatMap(option ->
            Stream.concat(
                option.letter().map(letter -> "-" + letter).stream(),
                option.names().map(name -> "--" + name)))
        .distinct()
        .toList();
  }

  static String help() {
    return SYNOPSIS
        + "       iperf3 [-h|--help] [-v|--version]\n\n"
        + section("Server or Client:", CommonOptions.ROWS)
        + section("Server specific:", ServerOptions.ROWS)
        + section("Client specific:", ClientOptions.ROWS)
        + section("Client specific, not in the original:", WeirOptions.ROWS)
        + "\n[KMG] indicates options that support a K/M/G suffix for kilo-, mega-, or giga-\n";
  }

  private static String section(String title, List<Option> rows) {
    StringBuilder text = new StringBuilder(title).append('\n');
    rows.forEach(row -> text.append(row.usage()));
    return text.toString();
  }
}
