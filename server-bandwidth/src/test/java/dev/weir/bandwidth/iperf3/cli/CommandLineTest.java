package dev.weir.bandwidth.iperf3.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.bandwidth.iperf3.KeepAlive;
import dev.weir.bandwidth.iperf3.Parameter;
import dev.weir.bandwidth.iperf3.TestParameters;
import dev.weir.bandwidth.report.Direction;
import dev.weir.bandwidth.report.Protocol;
import dev.weir.bandwidth.report.Units;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

  @Test
  void aClientThatAskedForNothingElse() throws Exception {
    ClientRequest request = client("-c host");

    assertThat(request.host()).isEqualTo("host");
    assertThat(request.common().port()).isEqualTo(5201);
    assertThat(request.common().interval()).isEqualTo(1);
    assertThat(request.common().output().form()).isEqualTo(OutputRequest.Form.TEXT);
    TestParameters test = request.parameters();
    assertThat(test.protocol()).isEqualTo(Protocol.TCP);
    assertThat(test.number(Parameter.TIME)).isEqualTo(10);
    assertThat(test.number(Parameter.BANDWIDTH)).isZero();
    assertThat(test.number(Parameter.LEN)).isEqualTo(131_072);
    assertThat(test.small(Parameter.PARALLEL)).isEqualTo(1);
  }

  @Test
  void shortOptionsInClustersAndLongOnesAbbreviated() throws Exception {
    ClientRequest request = client("-uRP8 -t5 --len=1400 -chost --bitr 10m/20 -i.5 --udp-count");

    TestParameters test = request.parameters();
    assertThat(test.protocol()).isEqualTo(Protocol.UDP);
    assertThat(test.direction()).isEqualTo(Direction.REVERSE);
    assertThat(test.small(Parameter.PARALLEL)).isEqualTo(8);
    assertThat(test.small(Parameter.TIME)).isEqualTo(5);
    assertThat(test.blockSize()).isEqualTo(1400);
    assertThat(test.number(Parameter.BANDWIDTH)).isEqualTo(10_000_000);
    assertThat(test.number(Parameter.BURST)).isEqualTo(20);
    assertThat(test.flag(Parameter.UDP_COUNTERS_64BIT)).isTrue();
    assertThat(request.common().interval()).isEqualTo(0.5);
    assertThat(request.host()).isEqualTo("host");
  }

  @Test
  void wordsInBetweenAndBehindTwoDashesArePassedOver() throws Exception {
    assertThat(client("some -c host words -- -P 9").parameters().small(Parameter.PARALLEL))
        .isEqualTo(1);
  }

  @Test
  void aWordMayBeAnArgumentEvenIfItLooksLikeAnOption() throws Exception {
    assertThat(client("-c host -T -u").parameters().text(Parameter.TITLE)).hasValue("-u");
  }

  @Test
  void anExactNameWinsOverLongerOnes() throws Exception {
    assertThat(client("-c host --json").common().output().form())
        .isEqualTo(OutputRequest.Form.JSON);
    assertThat(client("-c host --json-stream").common().output().form())
        .isEqualTo(OutputRequest.Form.JSON_STREAM);
    assertThat(client("-c host --json-stream --json-stream-f").common().output().form())
        .isEqualTo(OutputRequest.Form.JSON_STREAM_AND_DOCUMENT);
    assertThat(client("-c host --bind 10.0.0.1").common().bind()).hasValue("10.0.0.1");
    assertThat(client("-c host --bind-dev eth0").common().device()).hasValue("eth0");
  }

  @Test
  void oldNamesStay() throws Exception {
    assertThat(client("-c host --bandwidth 5g").parameters().number(Parameter.BANDWIDTH))
        .isEqualTo(5_000_000_000L);
    assertThat(client("-c host --linux-congestion reno").parameters().text(Parameter.CONGESTION))
        .hasValue("reno");
  }

  @ParameterizedTest
  @CsvSource({
    "-b 1k, BANDWIDTH, 1000",
    "--fq-rate 1.5M, FQRATE, 1500000",
    "-n 1k, NUM, 1024",
    "-k 2m, BLOCKCOUNT, 2097152",
    "-l 1K, LEN, 1024",
    "-w 64KB, WINDOW, 65536",
    "-n 1.5g, NUM, 1610612736",
    "--pacing-timer 2k, PACING_TIMER, 2048",
    "-S 0x20, TOS, 32",
    "-S 064, TOS, 52",
    "--dscp ef, TOS, 184",
    "--dscp 46, TOS, 184",
    "-P 4x, PARALLEL, 4",
    "-M 1400, MSS, 1400",
    "-L 0xfffff, FLOWLABEL, 1048575",
    "-t 0, TIME, 0",
    "-O 3, OMIT, 3",
    "'-A 1,2', SERVER_AFFINITY, 2",
    "-Z, ZEROCOPY, 1",
    "-m, MPTCP, 1",
    "-N, NODELAY, 1",
  })
  void valuesAndTheirUnits(String options, Parameter parameter, long value) throws Exception {
    assertThat(client("-c host " + options).parameters().number(parameter)).isEqualTo(value);
  }

  @Test
  void aLimitByBytesOrBlocksTakesTheTimesPlace() throws Exception {
    assertThat(client("-c host -n 1m").parameters().number(Parameter.TIME)).isZero();
    assertThat(client("-c host -k 10").parameters().number(Parameter.TIME)).isZero();
  }

  @Test
  void aFileThatIsSentEndsTheTest(@TempDir Path folder) throws Exception {
    Path file = Files.write(folder.resolve("data"), new byte[1234]);
    assertThat(client("-c host -F " + file).parameters().number(Parameter.NUM)).isEqualTo(1234);
    assertThat(client("-c host -t 3 -F " + file).parameters().number(Parameter.NUM)).isZero();
  }

  @Test
  void udpLeavesItsBlockSizeOpenAndHasARate() throws Exception {
    ClientRequest request = client("-c host -u");
    assertThat(request.blockSizeGiven()).isFalse();
    assertThat(request.parameters().isSet(Parameter.LEN)).isFalse();
    assertThat(request.parameters().number(Parameter.BANDWIDTH)).isEqualTo(1_048_576);
    assertThat(client("-u -b 0 -c host").parameters().number(Parameter.BANDWIDTH)).isZero();
  }

  @Test
  void devicesComeOffNamesButNotOffLinkLocalAddresses() throws Exception {
    ClientRequest named = client("-c host%eth1");
    assertThat(named.host()).isEqualTo("host");
    assertThat(named.common().device()).hasValue("eth1");
    assertThat(client("-c fe80::1%eth1").host()).isEqualTo("fe80::1%eth1");
  }

  @Test
  void lookOfTheOutput() throws Exception {
    OutputRequest output =
        client("-c host -V -f M --timestamps -T title --logfile l -I p --forceflush")
            .common()
            .output();
    assertThat(output.style().units()).isEqualTo(Units.MEGABYTES);
    assertThat(output.style().verbose()).isTrue();
    assertThat(output.style().timestamps()).hasValue("%c ");
    assertThat(output.style().title()).hasValue("title");
    assertThat(output.log()).hasValue(Path.of("l"));
    assertThat(output.pid()).hasValue(Path.of("p"));
    assertThat(output.flush()).isTrue();
    assertThat(client("-c host --timestamps=%H").common().output().style().timestamps())
        .hasValue("%H");
  }

  @Test
  void aServer() throws Exception {
    ServerRequest request =
        (ServerRequest)
            parse("-s -p 6000 -1D -4 --server-bitrate-limit 1G/2.5 --server-max 60 --idle 9")
                .request();
    assertThat(request.common().port()).isEqualTo(6000);
    assertThat(request.common().family()).isEqualTo(Family.IPV4);
    assertThat(request.oneOff()).isTrue();
    assertThat(request.daemon()).isTrue();
    assertThat(request.bitrateLimit()).isEqualTo(1_000_000_000);
    assertThat(request.bitrateInterval()).isEqualTo(2.5);
    assertThat(request.longest()).isEqualTo(60);
    assertThat(request.idle()).isEqualTo(OptionalInt.of(9));
    assertThat(request.access()).isEqualTo(Optional.empty());
  }

  @Test
  void keepAliveValuesMayBeLeftOut() throws Exception {
    assertThat(client("-c host --cntl-ka").common().keepAlive()).hasValue(new KeepAlive(0, 0, 0));
    assertThat(client("-c host --cntl-ka=/5").common().keepAlive())
        .hasValue(new KeepAlive(0, 5, 0));
    assertThat(client("-c host --cntl-ka=60/5/3").common().keepAlive())
        .hasValue(new KeepAlive(60, 5, 3));
  }

  @Test
  void helpAndVersionEndTheReading() throws Exception {
    assertThat(parse("-h --nonsense").request()).isInstanceOf(Request.Help.class);
    assertThat(parse("-c host --version -y").request()).isInstanceOf(Request.Version.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-y | invalid option -- 'y'",
        "-uy | invalid option -- 'y'",
        "-p | option requires an argument -- 'p'",
        "--port | option '--port' requires an argument",
        "--bitr | option '--bitrate' requires an argument",
        "--json=3 | option '--json' doesn't allow an argument",
        "--bandw | option '--bandwidth' requires an argument",
        "--co | option '--co' is ambiguous; possibilities: '--congestion' '--connect-timeout'",
        "--foo=1 | unrecognized option '--foo=1'",
        "--rsa k | option '--rsa' is ambiguous; possibilities: '--rsa-public-key-path'"
            + " '--rsa-private-key-path'",
      })
  void grammar(String options, String text) {
    assertThatThrownBy(() -> parse(options))
        .isInstanceOfSatisfying(
            GrammarError.class, error -> assertThat(error.text()).isEqualTo(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-V | must either be a client (-c) or server (-s)",
        "-s -c x | cannot be both server and client",
        "-s -u | some option you are trying to set is client only",
        "-s -A 1,2 | some option you are trying to set is client only",
        "-c x -D | some option you are trying to set is server only",
        "-c x --use-pkcs1-padding | some option you are trying to set is server only",
        "-c x -b 1y | invalid unit value or suffix: '1y'",
        "-c x -n lots | invalid unit value or suffix: 'lots'",
        "-c x -w -5 | invalid unit value or suffix: '-5'",
        "-c x -f q | bad format specifier (valid formats are in the set [kmgtKMGT])",
        "-c x -t 5 -n 3 | only one test end condition (-t, -n, -k) may be specified",
        "-c x -k 5 -n 3 | only one test end condition (-t, -n, -k) may be specified",
        "-c x -t -1 | test duration valid values are 0 to 86400 seconds",
        "-c x -t 86401 | test duration valid values are 0 to 86400 seconds",
        "-c x -P 129 | number of parallel streams too large (maximum = 128)",
        "-c x -l 2m | block size too large (maximum = 1048576 bytes)",
        "-c x -u -l 15 | block size invalid (minimum = 16 bytes, maximum = 65507 bytes)",
        "-c x -l 65508 -u | block size invalid (minimum = 16 bytes, maximum = 65507 bytes)",
        "-c x -w 513m | socket buffer size too large (maximum = 536870912 bytes)",
        "-c x -i 0.05 | invalid report interval (min = 0.1, max = 60 seconds)",
        "-c x -M 40000 | TCP MSS too large (maximum = 32767 bytes)",
        "-c x -O 601 | bogus value for --omit (maximum = 600 seconds)",
        "-c x -b 1m/0 | invalid burst count (maximum = 1000)",
        "-c x -S 256 | bad TOS value (must be between 0 and 255 inclusive)",
        "-c x --dscp 64 | bad TOS value (must be between 0 and 255 inclusive)",
        "-c x --dscp e5 | bad TOS value (must be between 0 and 255 inclusive)",
        "-c x -R --bidir | cannot be both reverse and bidirectional",
        "-c x -p 0 | port number must be between 1 and 65535 inclusive",
        "-c x --cport 65536 | port number must be between 1 and 65535 inclusive",
        "-s --server-bitrate-limit 1m/99 | invalid time interval for calculating average data rate",
        "-s --time-skew-threshold 0 | skew threshold must be a positive number",
        "-s --idle-timeout 0 | idle timeout parameter is not positive or larger than allowed limit",
        "-c x --sctp | no SCTP support available",
        "-u -c x -F f | cannot transfer file using UDP",
        "-c x --username u | you must specify a username, password, and path to a valid RSA"
            + " public key",
        "-s --rsa-private-key-path k | you must specify a path to a valid RSA private key and a"
            + " user credential file",
      })
  void whatCannotBe(String options, String text) {
    assertThatThrownBy(() -> parse(options))
        .isInstanceOfSatisfying(
            ParameterError.class, error -> assertThat(error.text()).isEqualTo(text));
  }

  /** The original leaves room for a reason that it does not have. */
  @Test
  void timeoutsOutOfRange() {
    assertThatThrownBy(() -> parse("-c x --rcv-timeout 5"))
        .hasMessage("receive timeout value is incorrect or not in range: ");
    assertThatThrownBy(() -> parse("-c x --rcv-timeout 500"))
        .hasMessage("client receive timeout is valid only in receiving mode: ");
    assertThatThrownBy(() -> parse("-s --snd-timeout -1"))
        .hasMessage("send timeout value is incorrect or not in range: ");
  }

  @Test
  void whatDoesNotGoWithJsonIsWarnedOf() throws Exception {
    assertThat(parse("-c x -J -f m -V -d").warnings())
        .containsExactly(
            "warning: Report format (-f) flag ignored with JSON output (-J)",
            "warning: Verbose output (-v) may interfere with JSON output (-J)",
            "warning: Debug output (-d) may interfere with JSON output (-J)");
    assertThat(parse("-c x -f m -V").warnings()).isEmpty();
  }

  @Test
  void serverCredentialsMustBeReadable(@TempDir Path folder) throws IOException {
    Path key = Files.createFile(folder.resolve("key"));
    assertThatThrownBy(
            () -> parse("-s --rsa-private " + key + " --authorized " + folder.resolve("none")))
        .hasMessage("cannot access authorized users file");
  }

  @Test
  void aUserNeedsAPasswordAndAKeyThatIsOne(@TempDir Path folder) throws Exception {
    Path key = Files.createFile(folder.resolve("key"));
    List<String> words = List.of("-c", "x", "--username", "u", "--rsa-public-key-path");
    assertThatThrownBy(() -> CommandLine.parse(with(words, key), () -> Optional.of("secret")))
        .hasMessageStartingWith("you must specify a username, password, and path")
        .extracting(thrown -> ((ParameterError) thrown).before())
        .isEqualTo(Optional.of("error:1E08010C:DECODER routines::unsupported"));
    assertThatThrownBy(() ->
            CommandLine.parse(with(words, folder.resolve("none")), () -> Optional.of("secret")))
        .extracting(thrown -> ((ParameterError) thrown).before())
        .isEqualTo(Optional.of("error:80000002:system library::No such file or directory"));
    Path real =
        Path.of(
            Objects.requireNonNull(
                    CommandLineTest.class.getResource(
                        "/dev/weir/bandwidth/iperf3/access/public.pem"))
                .toURI());
    assertThatThrownBy(() -> CommandLine.parse(with(words, real), Optional::empty))
        .hasMessageStartingWith("you must specify a username, password, and path");
    CommandLine line = CommandLine.parse(with(words, real), () -> Optional.of("secret"));
    assertThat(((ClientRequest) line.request()).credentials()).isPresent();
  }

  private static List<String> with(List<String> words, Path last) {
    return Stream.concat(words.stream(), Stream.of(last.toString())).toList();
  }

  @Test
  void everyOptionIsInTheHelpTextOnce() {
    for (Option option : OptionTable.all()) {
      String shown = "--" + option.name() + (option.shown().isEmpty() ? " " : option.shown());
      assertThat(OptionTable.help().split(java.util.regex.Pattern.quote(shown), -1))
          .as(option.name())
          .hasSize(option.help().isEmpty() ? 1 : 2);
    }
  }

  @Test
  void noNameOrLetterIsTakenTwice() {
    assertThat(OptionTable.all().stream().flatMap(Option::names)).doesNotHaveDuplicates();
    assertThat(OptionTable.all().stream().flatMap(option -> option.letter().stream()))
        .doesNotHaveDuplicates();
  }

  private static CommandLine parse(String words) throws GrammarError, ParameterError {
    return CommandLine.parse(List.of(words.split(" ")));
  }

  private static ClientRequest client(String words) throws GrammarError, ParameterError {
    return (ClientRequest) parse(words).request();
  }
}
