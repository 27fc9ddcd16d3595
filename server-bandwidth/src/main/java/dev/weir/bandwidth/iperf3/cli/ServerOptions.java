package dev.weir.bandwidth.iperf3.cli;

import static dev.weir.bandwidth.iperf3.cli.CommonOptions.within;
import static dev.weir.bandwidth.iperf3.cli.Option.flag;
import static dev.weir.bandwidth.iperf3.cli.Option.valued;
import static dev.weir.bandwidth.iperf3.cli.Side.BOTH;
import static dev.weir.bandwidth.iperf3.cli.Side.SERVER;

import dev.weir.bandwidth.iperf3.ErrorCode;
import java.nio.file.Path;
import java.util.List;

/** The options of a server. */
final class ServerOptions {

  private static final int DAY = 86_400;

  static final List<Option> ROWS =
      List.of(
          flag(BOTH, 's', "server", Draft::server, "be a server"),
          flag(SERVER, 'D', "daemon", draft -> draft.serving.daemon(), "leave the terminal"),
          flag(SERVER, '1', "one-off", draft -> draft.serving.oneOff(), "end after one test"),
          valued(
              SERVER,
              (char) 0,
              "server-bitrate-limit",
              " #[KMG][/#]",
              ServerOptions::limit,
              "bits per second that a test may reach (default 0, any),",
              "averaged over so many seconds (default 5)"),
          valued(
              SERVER,
              (char) 0,
              "idle-timeout",
              " #",
              (draft, text) -> draft.serving.idle(within(text, 1, DAY, ErrorCode.IDLE_TIMEOUT)),
              "seconds without a client before the listener is made anew"),
          valued(
              SERVER,
              (char) 0,
              "server-max-duration",
              " #",
              (draft, text) -> draft.serving.longest(within(text, 0, DAY, ErrorCode.DURATION)),
              "seconds that a test may last (default 0, any)"),
          valued(
              SERVER,
              (char) 0,
              "rsa-private-key-path",
              "",
              (draft, text) -> draft.serving.key(Path.of(text)),
              "file with the private key that reads",
              "who a client says it is"),
          valued(
              SERVER,
              (char) 0,
              "authorized-users-path",
              "",
              (draft, text) -> draft.serving.users(Path.of(text)),
              "file with the users that may test"),
          valued(
              SERVER,
              (char) 0,
              "time-skew-threshold",
              "",
              (draft, text) ->
                  draft.serving.skew(within(text, 1, Integer.MAX_VALUE, ErrorCode.SKEW)),
              "seconds that a client's clock may differ (default 10)"),
          flag(
              SERVER,
              (char) 0,
              "use-pkcs1-padding",
              draft -> draft.serving.oldPadding(),
              "let clients before 3.17 in; at your own risk"));

  private ServerOptions() {}

  private static void limit(Draft draft, String text) throws ParameterError {
    int slash = text.indexOf('/');
    if (slash >= 0) {
      draft.serving.bitrateInterval(
          CommonOptions.interval(text.substring(slash + 1), ErrorCode.RATE_INTERVAL));
    }
    draft.serving.bitrateLimit(Numbers.rate(slash < 0 ? text : text.substring(0, slash)));
  }
}
