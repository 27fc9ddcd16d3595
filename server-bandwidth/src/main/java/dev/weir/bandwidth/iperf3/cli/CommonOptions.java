package dev.weir.bandwidth.iperf3.cli;

import static dev.weir.bandwidth.iperf3.cli.Option.flag;
import static dev.weir.bandwidth.iperf3.cli.Option.maybe;
import static dev.weir.bandwidth.iperf3.cli.Option.valued;
import static dev.weir.bandwidth.iperf3.cli.Side.BOTH;

import dev.weir.bandwidth.iperf3.ErrorCode;
import dev.weir.bandwidth.iperf3.KeepAlive;
import dev.weir.bandwidth.iperf3.Parameter;
import dev.weir.bandwidth.report.Protocol;
import java.nio.file.Path;
import java.util.List;

/** The options of either end. */
final class CommonOptions {

  private static final double LEAST_INTERVAL = 0.1;
  private static final double MOST_INTERVAL = 60;
  private static final int LEAST_RECEIVE_TIMEOUT = 100;
  private static final int DAY_IN_MILLISECONDS = 86_400_000;
  private static final int MOST_PROCESSOR = 1024;

  static final List<Option> ROWS =
      List.of(
          valued(
              BOTH,
              'p',
              "port",
              "      #",
              (draft, text) -> draft.port = port(text),
              "port the server listens on (default 5201)"),
          valued(
              BOTH,
              'f',
              "format",
              "   [kmgtKMGT]",
              (draft, text) -> draft.output.units(text),
              "unit of rates: bits in small letters, bytes in capitals"),
          valued(
              BOTH,
              'i',
              "interval",
              "  #",
              (draft, text) -> draft.interval = interval(text, ErrorCode.INTERVAL),
              "seconds between two reports, 0 for none (default 1)"),
          valued(
              BOTH,
              'I',
              "pidfile",
              " file",
              (draft, text) -> draft.output.pid(text),
              "write the process id to this file"),
          valued(
              BOTH,
              'F',
              "file",
              " name",
              (draft, text) -> draft.file(Path.of(text)),
              "send this file, or receive into it"),
          valued(
              BOTH,
              'A',
              "affinity",
              " n[,m]",
              CommonOptions::affinity,
              "run on processor n;",
              "of a client also: let the server run this test on m"),
          valued(
              BOTH,
              'B',
              "bind",
              " <host>[%<dev>]",
              (draft, text) -> draft.bind(text),
              "use this local address,",
              "and this network device if one is named"),
          valued(
              BOTH,
              (char) 0,
              "bind-dev",
              " <dev>",
              (draft, text) -> draft.device(text),
              "use this network device"),
          flag(BOTH, 'V', "verbose", draft -> draft.output.verbose(), "tell more"),
          flag(BOTH, 'J', "json", draft -> draft.output.json(), "report as one JSON document"),
          flag(
              BOTH,
              (char) 0,
              "json-stream",
              draft -> draft.output.stream(),
              "report as one JSON object a line, at once"),
          flag(
              BOTH,
              (char) 0,
              "json-stream-full-output",
              draft -> draft.output.document(),
              "with that, the whole document at the end too"),
          valued(
              BOTH,
              (char) 0,
              "logfile",
              " f",
              (draft, text) -> draft.output.log(text),
              "append the output to this file"),
          flag(
              BOTH,
              (char) 0,
              "forceflush",
              draft -> draft.output.flush(),
              "hand every line on at once"),
          maybe(
              BOTH,
              (char) 0,
              "timestamps",
              "<=format>",
              (draft, text) -> draft.output.timestamps(text),
              "begin every line with the time,",
              "in a pattern of strftime(3) if one is given"),
          valued(
              BOTH,
              (char) 0,
              "rcv-timeout",
              " #",
              (draft, text) ->
                  draft.receiveTimeout(
                      within(
                          text,
                          LEAST_RECEIVE_TIMEOUT,
                          DAY_IN_MILLISECONDS,
                          ErrorCode.RECEIVE_TIMEOUT)),
              "milliseconds without data before a receiver gives up",
              "(default 120000)"),
          valued(
              BOTH,
              (char) 0,
              "snd-timeout",
              " #",
              (draft, text) ->
                  draft.sendTimeout(within(text, 0, DAY_IN_MILLISECONDS, ErrorCode.SEND_TIMEOUT)),
              "milliseconds without acknowledgement before a sender",
              "gives up (default: the system's)"),
          maybe(
              BOTH,
              (char) 0,
              "cntl-ka",
              "[=#/#/#]",
              CommonOptions::keepAlive,
              "keepalive of the control connection: idle seconds,",
              "seconds between probes, probes; each may be left out"),
          flag(BOTH, 'm', "mptcp", CommonOptions::mptcp, "use Multipath TCP"),
          maybe(
              BOTH,
              'd',
              "debug",
              "[=#]",
              CommonOptions::debug,
              "tell what happens inside, 1 (least) to 4 (default)"),
          flag(
              BOTH,
              'v',
              "version",
              draft -> draft.decide(new Request.Version()),
              "show who this is and quit"),
          flag(BOTH, 'h', "help", draft -> draft.decide(new Request.Help()), "show this and quit"),
          valued(
              BOTH,
              'X',
              "xbind",
              " <name>",
              (draft, text) -> {
                throw new ParameterError(ErrorCode.NO_SCTP);
              },
              "addresses of an SCTP association (not available)"));

  private CommonOptions() {}

  static int port(String text) throws ParameterError {
    return within(text, 1, 65_535, ErrorCode.PORT);
  }

  static int within(String text, int least, int most, ErrorCode code) throws ParameterError {
    int value = Numbers.integer(text);
    if (value < least || value > most) {
      throw new ParameterError(code);
    }
    return value;
  }

  static double interval(String text, ErrorCode code) throws ParameterError {
    double seconds = Numbers.real(text);
    if (seconds != 0 && (seconds < LEAST_INTERVAL || seconds > MOST_INTERVAL)) {
      throw new ParameterError(code);
    }
    return seconds;
  }

  private static void affinity(Draft draft, String text) throws ParameterError {
    long here = Numbers.based(text).orElse(-1);
    if (here < 0 || here > MOST_PROCESSOR) {
      throw new ParameterError(ErrorCode.AFFINITY);
    }
    draft.affinity((int) here);
    int comma = text.indexOf(',');
    if (comma >= 0) {
      String there = text.substring(comma + 1);
      draft.test.number(
          Parameter.SERVER_AFFINITY, within(there, 0, MOST_PROCESSOR, ErrorCode.AFFINITY));
      draft.uses(Side.CLIENT);
    }
  }

  private static void keepAlive(Draft draft, String text) throws ParameterError {
    String[] parts = (text + "//").split("/", -1);
    KeepAlive asked =
        new KeepAlive(
            Numbers.integer(parts[0]), Numbers.integer(parts[1]), Numbers.integer(parts[2]));
    if (asked.idle() != 0 && asked.idle() <= (long) asked.interval() * asked.count()) {
      throw new ParameterError(ErrorCode.KEEPALIVE);
    }
    draft.keepAlive(asked);
  }

  private static void mptcp(Draft draft) throws ParameterError {
    draft.test.protocol(Protocol.TCP);
    draft.test.number(Parameter.MPTCP, 1);
  }

  private static void debug(Draft draft, String text) {
    int level = Numbers.integer(text);
    draft.debug = text.isEmpty() || level < 0 ? 4 : level;
  }
}
