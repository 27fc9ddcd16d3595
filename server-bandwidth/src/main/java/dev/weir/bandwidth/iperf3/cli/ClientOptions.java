package dev.weir.bandwidth.iperf3.cli;

import static dev.weir.bandwidth.iperf3.cli.Option.flag;
import static dev.weir.bandwidth.iperf3.cli.Option.valued;
import static dev.weir.bandwidth.iperf3.cli.Side.BOTH;
import static dev.weir.bandwidth.iperf3.cli.Side.CLIENT;

import dev.weir.bandwidth.iperf3.ErrorCode;
import dev.weir.bandwidth.iperf3.Parameter;
import dev.weir.bandwidth.report.Protocol;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** The options of a client. */
final class ClientOptions {

  private static final int MOST_BURST = 1000;

  static final List<Option> ROWS =
      List.of(
          valued(
              BOTH,
              'c',
              "client",
              " <host>[%<dev>]",
              Draft::client,
              "be a client of this host,",
              "by this network device if one is named"),
          flag(
              CLIENT,
              (char) 0,
              "sctp",
              draft -> {
                throw new ParameterError(ErrorCode.NO_SCTP);
              },
              "use SCTP (not available)"),
          valued(
              CLIENT,
              (char) 0,
              "nstreams",
              "      #",
              (draft, text) -> {
                throw new ParameterError(ErrorCode.NO_SCTP);
              },
              "streams of an SCTP association (not available)"),
          flag(
              CLIENT,
              'u',
              "udp",
              draft -> draft.test.protocol(Protocol.UDP),
              "send datagrams, by UDP"),
          valued(
              CLIENT,
              (char) 0,
              "connect-timeout",
              " #",
              ClientOptions::connectTimeout,
              "milliseconds to wait for the control connection"),
          valued(
                  CLIENT,
                  'b',
                  "bitrate",
                  " #[KMG][/#]",
                  ClientOptions::bitrate,
                  "bits per second of each stream, 0 for no limit",
                  "(default 1 Mbit/sec for UDP, none for TCP);",
                  "after a slash, how many blocks to send at a time")
              .alias("bandwidth"),
          valued(
              CLIENT,
              (char) 0,
              "pacing-timer",
              " #[KMG]",
              amount(Parameter.PACING_TIMER),
              "microseconds between looks at the rate (default 1000);",
              "only for old servers"),
          valued(
              CLIENT,
              (char) 0,
              "fq-rate",
              " #[KMG]",
              (draft, text) -> draft.test.number(Parameter.FQRATE, Numbers.rate(text)),
              "bits per second that the kernel lets each stream send"),
          flag(
              CLIENT,
              (char) 0,
              "no-fq-socket-pacing",
              draft -> {
                draft.warn("Warning:  --no-fq-socket-pacing is deprecated");
                draft.test.number(Parameter.FQRATE, 0);
              }),
          valued(
              CLIENT,
              't',
              "time",
              "      #",
              (draft, text) -> draft.test.seconds(Numbers.integer(text)),
              "seconds to run (default 10), 0 for ever"),
          valued(
              CLIENT,
              'n',
              "bytes",
              "     #[KMG]",
              amount(Parameter.NUM),
              "run until so many bytes have gone one way"),
          valued(
              CLIENT,
              'k',
              "blockcount",
              " #[KMG]",
              amount(Parameter.BLOCKCOUNT),
              "run until so many blocks have gone one way"),
          valued(
              CLIENT,
              'l',
              "length",
              "    #[KMG]",
              ClientOptions::length,
              "bytes of a block (default 128 KB for TCP; for UDP what",
              "fits into a packet, else 1460)"),
          valued(
              BOTH,
              (char) 0,
              "cport",
              "         <port>",
              (draft, text) -> draft.clientPort(CommonOptions.port(text)),
              "local port of the first stream (default: any)"),
          valued(
              CLIENT,
              'P',
              "parallel",
              "  #",
              integer(Parameter.PARALLEL),
              "streams at a time (default 1)"),
          flag(
              CLIENT,
              'R',
              "reverse",
              draft -> draft.test.direction(Parameter.REVERSE),
              "the server sends, the client receives"),
          flag(
              CLIENT,
              (char) 0,
              "bidir",
              draft -> draft.test.direction(Parameter.BIDIRECTIONAL),
              "both send and receive"),
          valued(
              CLIENT,
              'w',
              "window",
              "    #[KMG]",
              amount(Parameter.WINDOW),
              "bytes of each socket's buffers"),
          valued(
                  CLIENT,
                  'C',
                  "congestion",
                  " <algo>",
                  text(Parameter.CONGESTION),
                  "congestion control of TCP")
              .alias("linux-congestion"),
          valued(
              CLIENT,
              'M',
              "set-mss",
              "   #",
              integer(Parameter.MSS),
              "segment size of TCP (MTU less 40 bytes)"),
          flag(CLIENT, 'N', "no-delay", on(Parameter.NODELAY), "send small segments at once"),
          flag(BOTH, '4', "version4", draft -> draft.family = Family.IPV4, "only use IPv4"),
          flag(BOTH, '6', "version6", draft -> draft.family = Family.IPV6, "only use IPv6"),
          valued(
              CLIENT,
              'S',
              "tos",
              " N",
              (draft, word) -> draft.test.number(Parameter.TOS, tos(word)),
              "type of service, 0-255; 52, 064 and 0x34 are the same"),
          valued(
              CLIENT,
              (char) 0,
              "dscp",
              " N",
              (draft, word) -> draft.test.number(Parameter.TOS, Dscp.tos(word)),
              "differentiated service, 0-63 or its name, such as ef or cs1"),
          valued(
              CLIENT,
              'L',
              "flowlabel",
              " N",
              (draft, word) ->
                  draft.test.number(Parameter.FLOWLABEL, Numbers.based(word).orElse(0)),
              "flow label of IPv6"),
          flag(
              CLIENT,
              'Z',
              "zerocopy",
              on(Parameter.ZEROCOPY),
              "let the kernel send without a copy"),
          flag(
              CLIENT,
              (char) 0,
              "skip-rx-copy",
              on(Parameter.SKIP_RX_COPY),
              "let the kernel throw received data away"),
          valued(
              CLIENT,
              'O',
              "omit",
              " N",
              integer(Parameter.OMIT),
              "do not count the first N seconds"),
          valued(CLIENT, 'T', "title", " str", text(Parameter.TITLE), "begin every line with this"),
          valued(
              CLIENT,
              (char) 0,
              "extra-data",
              " str",
              text(Parameter.EXTRA_DATA),
              "put this into the JSON of both ends"),
          flag(
              CLIENT,
              (char) 0,
              "get-server-output",
              on(Parameter.GET_SERVER_OUTPUT),
              "show what the server reports too"),
          flag(
              CLIENT,
              (char) 0,
              "udp-counters-64bit",
              on(Parameter.UDP_COUNTERS_64BIT),
              "number datagrams with 64 bits"),
          flag(
              CLIENT,
              (char) 0,
              "gsro",
              draft -> draft.test.offload(),
              "let both kernels handle many datagrams at once"),
          flag(
              CLIENT,
              (char) 0,
              "repeating-payload",
              on(Parameter.REPEATING_PAYLOAD),
              "send digits instead of random bytes"),
          flag(
              CLIENT,
              (char) 0,
              "dont-fragment",
              on(Parameter.DONT_FRAGMENT),
              "forbid fragments (UDP over IPv4)"),
          valued(
              CLIENT,
              (char) 0,
              "username",
              "",
              (draft, text) -> draft.user(text),
              "name of the user that tests"),
          valued(
              CLIENT,
              (char) 0,
              "rsa-public-key-path",
              "",
              (draft, text) -> draft.publicKey(Path.of(text)),
              "file with the server's public key"));

  private ClientOptions() {}

  private static Option.Switch on(Parameter parameter) {
    return draft -> draft.test.number(parameter, 1);
  }

  private static Option.Effect text(Parameter parameter) {
    return (draft, text) -> draft.test.text(parameter, text);
  }

  private static Option.Effect integer(Parameter parameter) {
    return (draft, text) -> draft.test.number(parameter, Numbers.integer(text));
  }

  private static Option.Effect amount(Parameter parameter) {
    return (draft, text) -> draft.test.number(parameter, Numbers.amount(text));
  }

  private static void bitrate(Draft draft, String text) throws ParameterError {
    int slash = text.indexOf('/');
    if (slash >= 0) {
      String burst = text.substring(slash + 1);
      draft.test.number(
          Parameter.BURST, CommonOptions.within(burst, 1, MOST_BURST, ErrorCode.BURST));
    }
    draft.test.number(
        Parameter.BANDWIDTH, Numbers.rate(slash < 0 ? text : text.substring(0, slash)));
  }

  /** The original tells of a negative length as it does of one that is too large. */
  private static void length(Draft draft, String text) throws ParameterError {
    if (text.matches("\\s*-\\d.*")) {
      throw new ParameterError(ErrorCode.BLOCK_SIZE);
    }
    draft.test.length(Numbers.amount(text));
  }

  /** The original's own value for none is -1. */
  private static void connectTimeout(Draft draft, String text) throws ParameterError {
    if (!text.equals("-1")) {
      draft.connectTimeout(Numbers.amount(text));
    }
  }

  private static long tos(String text) throws ParameterError {
    OptionalLong value = Numbers.based(text);
    return value.orElseThrow(() -> new ParameterError(ErrorCode.TOS));
  }
}
