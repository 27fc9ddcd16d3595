package dev.weir.bandwidth.iperf3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.bandwidth.report.ServerOutput;
import dev.weir.bandwidth.report.StreamResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultsMessageTest {

  private static final String OLD_SERVER =
      """
      {"cpu_util_total":1.99,"cpu_util_user":1.5,"cpu_util_system":0,\
      "sender_has_retransmits":18446744073709551615,"streams":[{"id":1,"bytes":1249000,\
      "retransmits":18446744073709551615,"jitter":9.5e-06,"errors":0,\
      "packets":1249,"start_time":0,"end_time":1.000207}]}\
      """;

  @Test
  void minusOneIsUnderstoodInBothItsForms() throws TestFailure {
    for (String minusOne : new String[] {"18446744073709551615", "-1", "1.8446744073709552e19"}) {
      ResultsMessage message = read(OLD_SERVER.replace("18446744073709551615", minusOne));
      assertThat(message.results().senderHasRetransmits()).isEqualTo(-1);
      assertThat(message.results().streams())
          .containsExactly(
              new StreamResult(
                  1,
                  1_249_000,
                  -1,
                  9.5e-6,
                  0,
                  OptionalLong.empty(),
                  1249,
                  OptionalLong.empty(),
                  OptionalDouble.of(1.000207)));
    }
  }

  @Test
  void whatIsWrittenIsReadBack() throws TestFailure {
    ResultsMessage message =
        new ResultsMessage(
            read(OLD_SERVER.replace(
                    "\"errors\":0", "\"errors\":3,\"omitted_errors\":1" + ",\"omitted_packets\":9"))
                .results(),
            Optional.of(new ServerOutput.Text("a \"line\"\n")));
    assertThat(ResultsMessage.read(message.write())).isEqualTo(message);
  }

  @Test
  void aReportThatRepeatsAKeyIsCarriedAllTheSame() throws TestFailure {
    ResultsMessage message =
        read(OLD_SERVER.replaceFirst("\\{", "{\"server_output_json\":{\"a\":1,\"a\":2},"));
    assertThat(message.output()).containsInstanceOf(ServerOutput.Json.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cpu_util_total", "sender_has_retransmits", "streams", "id", "bytes", "packets"})
  void whatLacksAFigureIsRefused(String key) {
    assertThat(refusal(OLD_SERVER.replace("\"" + key + "\"", "\"other\"")))
        .isEqualTo(ErrorCode.RECEIVE_RESULTS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"7\"", "null", "[]", "1e999", "true"})
  void whatIsNoNumberIsRefused(String value) {
    assertThat(refusal(OLD_SERVER.replace("1249000", value))).isEqualTo(ErrorCode.RECEIVE_RESULTS);
  }

  @Test
  void moreStreamsThanATestCanHaveAreRefused() {
    String stream = OLD_SERVER.substring(OLD_SERVER.indexOf("[{") + 1, OLD_SERVER.indexOf("]"));
    String many = OLD_SERVER.replace(stream, (stream + ",").repeat(256) + stream);
    assertThat(refusal(many)).isEqualTo(ErrorCode.RECEIVE_RESULTS);
  }

  private static ResultsMessage read(String text) throws TestFailure {
    return ResultsMessage.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static ErrorCode refusal(String text) {
    return catchThrowableOfType(TestFailure.class, () -> read(text)).code();
  }
}
