package dev.weir.bandwidth.iperf3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.bandwidth.report.Direction;
import dev.weir.bandwidth.report.Protocol;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterMessageTest {

  @Test
  void whatARealClientSendsIsUnderstood() throws TestFailure {
    TestParameters parameters =
        read(
            """
            {"tcp":true,"omit":0,"server_affinity":0,"time":1,"num":0,"blockcount":0,"MSS":1000,\
            "nodelay":true,"parallel":1,"window":65536,"len":1024,"bandwidth":5000000,\
            "fqrate":10000000,"pacing_timer":1000,"burst":5,"TOS":32,"title":"ttl","extra_data":"x",\
            "congestion":"cubic","udp_counters_64bit":1,"repeating_payload":1,"zerocopy":1,\
            "client_version":"3.12"}\
            """);
    assertThat(parameters.protocol()).isEqualTo(Protocol.TCP);
    assertThat(parameters.serverAffinity()).hasValue(0);
    assertThat(parameters.small(Parameter.MSS)).isEqualTo(1000);
    assertThat(parameters.flag(Parameter.NODELAY)).isTrue();
    assertThat(parameters.blockSize()).isEqualTo(1024);
    assertThat(parameters.number(Parameter.FQRATE)).isEqualTo(10_000_000);
    assertThat(parameters.text(Parameter.CONGESTION)).hasValue("cubic");
    assertThat(parameters.flag(Parameter.UDP_COUNTERS_64BIT)).isTrue();
    assertThat(parameters.direction()).isEqualTo(Direction.FORWARD);
  }

  @Test
  void whatIsWrittenIsReadBackAndHasTheKeysOfTheOriginal() throws TestFailure {
    TestParameters asked =
        TestParameters.of(Protocol.UDP)
            .with(Parameter.TIME, 3)
            .with(Parameter.BIDIRECTIONAL, 1)
            .with(Parameter.PARALLEL, 2)
            .with(Parameter.GET_SERVER_OUTPUT, 1)
            .with(Parameter.CLIENT_VERSION, "3.21");
    byte[] written = ParameterMessage.write(asked);
    assertThat(new String(written, StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"udp":true,"omit":0,"time":3,"num":0,"blockcount":0,"parallel":2,"bidirectional":true,\
            "pacing_timer":1000,"gso":0,"gso_dg_size":0,"gso_bf_size":0,"gro":0,"gro_bf_size":0,\
            "get_server_output":1,"client_version":"3.21"}\
            """);
    TestParameters read = ParameterMessage.read(written).parameters();
    assertThat(read.settings()).isEqualTo(asked.settings());
    assertThat(read.streams()).isEqualTo(4);
  }

  @Test
  void anEmptyObjectIsATestOfTenSeconds() throws TestFailure {
    TestParameters parameters = read("{}");
    assertThat(parameters.small(Parameter.TIME)).isEqualTo(10);
    assertThat(parameters.streams()).isEqualTo(1);
    assertThat(parameters.blockSize()).isEqualTo(131072);
  }

  @Test
  void aValueOfAWrongTypeIsLeftOutAndNamed() throws TestFailure {
    ParameterMessage message =
        ParameterMessage.read(
            "{\"time\":\"7\",\"title\":5,\"nodelay\":1,\"parallel\":[2],\"unknown\":{}}"
                .getBytes(StandardCharsets.UTF_8));
    assertThat(message.ignored()).containsExactly("time", "nodelay", "parallel", "title");
    assertThat(message.parameters().small(Parameter.TIME)).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({
    "parallel, 0, 6",
    "parallel, -1, 6",
    "parallel, 1000000000, 6",
    "parallel, 18446744073709551615, 6",
    "time, 2147483648, 5",
    "time, -5, 5",
    "time, 1e999, 114",
    "omit, 601, 12",
    "len, 0, 7",
    "len, -1, 7",
    "len, 2147483648, 7",
    "MSS, 32768, 10",
    "window, 2147483648, 8",
    "burst, 0, 15",
    "burst, 1001, 15",
    "TOS, 256, 21",
    "flowlabel, 0, 127",
    "server_affinity, 1025, 132",
    "fqrate, -1, 114",
    "bandwidth, -1, 114",
    "num, -1, 114",
    "gro, 2, 114"
  })
  void whatIsOutOfRangeIsRefusedWithItsNumber(String key, String value, int number) {
    assertThat(refusal("{\"" + key + "\":" + value + "}").code().number()).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 15, 65_508, 70_000})
  void aDatagramThatCannotBeIsRefused(int length) {
    assertThat(refusal("{\"udp\":true,\"len\":" + length + "}").code())
        .isEqualTo(ErrorCode.UDP_BLOCK_SIZE);
  }

  @Test
  void whatThisMachineCannotIsRefusedByName() {
    assertThat(refusal("{\"sctp\":true}").code()).isEqualTo(ErrorCode.NO_SCTP);
    assertThat(refusal("{\"reverse\":true,\"bidirectional\":true}").code())
        .isEqualTo(ErrorCode.REVERSE_AND_BIDIRECTIONAL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "7",
        "null",
        "{\"time\":NaN}",
        "{\"time\":1,\"time\":2}",
        "{\"title\":\"\\ud8zz\"}",
        "{} {}"
      })
  void whatIsNoDocumentIsRefused(String text) {
    assertThat(refusal(text).code()).isEqualTo(ErrorCode.RECEIVE_PARAMETERS);
  }

  @Test
  void deepNestingIsRefusedWithoutBeingFollowed() {
    assertThat(refusal("{\"a\":" + "[".repeat(100_000)).code())
        .isEqualTo(ErrorCode.RECEIVE_PARAMETERS);
  }

  private static TestParameters read(String text) throws TestFailure {
    return ParameterMessage.read(text.getBytes(StandardCharsets.UTF_8)).parameters();
  }

  private static TestFailure refusal(String text) {
    TestFailure refused = catchThrowableOfType(TestFailure.class, () -> read(text));
    assertThat(refused).as(text).isNotNull();
    return refused;
  }
}
