package dev.weir.it.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What {@code iperf3 -c -J} printed, whoever's iperf3 that was; the checks are the same for both.
 */
record ClientReport(JsonNode json) {

  /** Loss that a busy machine may cause at the modest rates of these tests. */
  private static final double LOSS_PERCENT = 10;

  /** Of the rate that was asked for: a busy machine starts late, but nothing may make it faster. */
  private static final double LEAST_RATE = 0.3;

  private static final double MOST_RATE = 1.1;

  /** With {@code -O} the ends begin to count at slightly different times. */
  private static final double SKEW = 1.25;

  static ClientReport parse(String text) throws JsonProcessingException {
    return new ClientReport(new ObjectMapper().readTree(text));
  }

  /** Both ends have counted, and neither more than the other has sent. */
  void assertMeasured() {
    assertThat(json.path("error").asText()).as("error").isEmpty();
    JsonNode end = json.path("end");
    if (json.at("/start/test_start/protocol").asText().equals("UDP")) {
      assertDatagrams(end.path("sum"));
    } else {
      assertStream(end, "");
    }
    if (end.has("sum_sent_bidir_reverse")) {
      assertStream(end, "_bidir_reverse");
    }
  }

  private void assertStream(JsonNode end, String direction) {
    long sent = end.at("/sum_sent" + direction + "/bytes").asLong();
    long received = end.at("/sum_received" + direction + "/bytes").asLong();
    long allowed = Math.round(omits() ? sent * SKEW : sent);
    assertThat(received).as("received of " + sent).isPositive().isLessThanOrEqualTo(allowed);
  }

  private boolean omits() {
    return json.at("/start/test_start/omit").asInt() > 0;
  }

  private void assertDatagrams(JsonNode sum) {
    JsonNode start = json.at("/start/test_start");
    double asked = start.path("target_bitrate").asDouble() * start.path("num_streams").asInt();
    double rate = sum.path("bits_per_second").asDouble();
    assertThat(rate).as("bits per second").isBetween(LEAST_RATE * asked, MOST_RATE * asked);
    assertThat(sum.path("packets").asLong()).as("packets").isPositive();
    assertThat(sum.path("lost_percent").asDouble()).as("loss").isBetween(0.0, LOSS_PERCENT);
    assertThat(sum.path("jitter_ms").asDouble()).as("jitter in ms").isNotNegative();
  }
}
