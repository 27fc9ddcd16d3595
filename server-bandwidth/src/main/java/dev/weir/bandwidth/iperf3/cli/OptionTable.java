package dev.weir.bandwidth.iperf3.cli;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All options of the newest release, in the order of its help text, then Weir's own. */
final class OptionTable {

  static final String SYNOPSIS = "Usage: iperf3 [-s|-c host] [options]\n";

  /** What follows a command line that cannot be understood. */
  static final String HINT = SYNOPSIS + "Try `iperf3 --help' for more information.\n";

  /** The long names in the original's order, in which it lists them where one is ambiguous. */
  private static final List<String> ORIGINAL =
      List.of(
          """
          port format interval daemon one-off verbose json json-stream json-stream-full-output
          version server client udp bitrate bandwidth server-bitrate-limit server-max-duration
          time bytes blockcount length parallel reverse bidir window bind bind-dev cport set-mss
          no-delay version4 version6 tos dscp extra-data flowlabel zerocopy omit file
          repeating-payload timestamps affinity title congestion linux-congestion sctp nstreams
          xbind pidfile logfile forceflush get-server-output udp-counters-64bit
          no-fq-socket-pacing dont-fragment skip-rx-copy username rsa-public-key-path
          rsa-private-key-path authorized-users-path time-skew-threshold use-pkcs1-padding fq-rate
          pacing-timer connect-timeout idle-timeout rcv-timeout snd-timeout cntl-ka mptcp gsro
          debug help\
          """
              .split("\\s+"));

  /** Of long names, all of which are the original's or none. */
  static final Comparator<String> IN_ORDER = Comparator.comparingInt(ORIGINAL::indexOf);

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
