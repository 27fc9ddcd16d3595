package dev.weir.bandwidth.iperf3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.bandwidth.iperf3.access.Access;
import dev.weir.bandwidth.iperf3.access.Credentials;
import dev.weir.bandwidth.iperf3.access.Padding;
import dev.weir.bandwidth.iperf3.access.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the time of a refusal tells: nothing of what was wrong (CVE-2024-26306). */
class AccessDeskTest {

  private static final int TRIES = 5;
  private static final Duration BEAT = Duration.ofMillis(500);

  /** Half a beat: whatever is later than the others is so by a whole one, or by chance. */
  private static final Duration MARGIN = Duration.ofMillis(250);

  private static Path file(String name) throws Exception {
    return Path.of(
        Objects.requireNonNull(AccessDeskTest.class.getResource("access/" + name), name).toURI());
  }

  private static AccessDesk desk(Padding padding) throws Exception {
    return new AccessDesk(Access.of(file("private.pem"), file("users")).padding(padding));
  }

  private static String token(Padding padding, String user, String password) throws Exception {
    return Credentials.of(user, password, file("public.pem")).padding(padding).token(Instant.now());
  }

  /** Right in all but one thing, in all the ways that there are. */
  private static Map<String, String> wrong(Padding padding) throws Exception {
    Map<String, String> wrong = new LinkedHashMap<>();
    byte[] spoilt = Base64.getDecoder().decode(token(padding, "mario", "rossi"));
    spoilt[spoilt.length - 1] ^= 1;
    wrong.put("padding", Base64.getEncoder().encodeToString(spoilt));
    wrong.put("password", token(padding, "mario", "verdi"));
    wrong.put("user", token(padding, "nobody", "rossi"));
    wrong.put("text", token(padding, "mario rossi", "x"));
    wrong.put(
        "time",
        Credentials.of("mario", "rossi", file("public.pem")).padding(padding).token(Instant.EPOCH));
    wrong.put("length", "AAAA");
    wrong.put("none", "");
    return wrong;
  }

  /** Nanoseconds from the question to the refusal. */
  private static CompletableFuture<Long> refusal(AccessDesk desk, String token) {
    long begun = System.nanoTime();
    return desk.judge(token)
        .thenApply(verdict -> {
          assertThat(verdict).isNotEqualTo(Verdict.ADMITTED);
          return System.nanoTime() - begun;
        });
  }

  /** All kinds at the same time, again and again: a busy machine delays one as it does another. */
  @ParameterizedTest
  @EnumSource(Padding.class)
  void everyRefusalTakesTheSameTime(Padding padding) throws Exception {
    AccessDesk desk = desk(padding);
    Map<String, String> wrong = wrong(padding);
    Map<String, List<Long>> times = new LinkedHashMap<>();
    for (int i = 0; i < TRIES; i++) {
      Map<String, CompletableFuture<Long>> answers = new LinkedHashMap<>();
      wrong.forEach((kind, token) -> answers.put(kind, refusal(desk, token)));
      for (var answer : answers.entrySet()) {
        times
            .computeIfAbsent(answer.getKey(), none -> new ArrayList<>())
            .add(answer.getValue().get(60, TimeUnit.SECONDS));
      }
    }
    List<Long> medians = times.values().stream().map(AccessDeskTest::median).sorted().toList();
    assertThat(medians.getFirst()).as("%s", times).isGreaterThanOrEqualTo(BEAT.toNanos());
    assertThat(medians.getLast() - medians.getFirst()).as("%s", times).isLessThan(MARGIN.toNanos());
  }

  private static long median(List<Long> times) {
    return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
  }
}
