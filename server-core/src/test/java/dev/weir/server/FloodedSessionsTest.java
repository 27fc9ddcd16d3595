package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A peer that floods its session delays nobody else. {@link SessionFlood} by hand measures it. */
final class FloodedSessionsTest {
  private static final int QUESTIONS = 100;

  /** A thousand times what is seen, and far below what others would wait in a queue. */
  private static final Duration BOUND = Duration.ofMillis(250);

  static Stream<Arguments> all() {
    return Arrays.stream(SessionFlood.Style.values())
        .flatMap(style -> Stream.of(0, 8).map(own -> Arguments.of(style, own)));
  }

  @ParameterizedTest(name = "{0}, {1} sockets of sessions'' own")
  @MethodSource("all")
  void othersKeepTheirLatency(SessionFlood.Style style, int own) throws Exception {
    SessionFlood.Outcome outcome = SessionFlood.ask(style, own, QUESTIONS, true);
    assertThat(outcome.nanos()).as(outcome::report).hasSize(QUESTIONS);
    assertThat(outcome.quantile(0.5)).as(outcome::report).isLessThan(BOUND);
    if (style != SessionFlood.Style.CALLBACK) {
      assertThat(outcome.dropped()).as("of the session's own queue, counted").isPositive();
    }
  }
}
