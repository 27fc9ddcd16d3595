package dev.weir.it.scenario.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.it.scenario.Direction;
import dev.weir.it.scenario.Protocol;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The firewall against the tool's two words: what was read, and what was sent. */
final class PayloadCheckTest {

  /** 1000 segments of 1000 bytes arrive. */
  @ParameterizedTest
  @CsvSource({
    // All that arrived was read.
    "1000000, 1000000, 0,   0",
    // A tenth was under way when the test ended: sent, counted, not read.
    " 900000, 1000000, 0,   0",
    // The tool says that more was read than arrived.
    "1250000, 1250000, 0,  20",
    // More arrived than the tool says was sent.
    " 800000,  800000, 0,  25",
    // Ten segments arrived twice.
    " 985520,  985520, 10,  0",
    // A tool that tells only what was read.
    "1000000,       0, 0,   0",
  })
  void aCountBetweenWhatWasReadAndWhatWasSentContradictsNothing(
      long read, long sent, double again, double percent) {
    List<PacketCount> counts =
        List.of(
            new PacketCount("server in", 1000, 1_052_000),
            new PacketCount("client in", 500, 26_000));

    assertThat(
            PayloadCheck.difference(
                counts, Protocol.TCP, Direction.UP, new PayloadCheck.Told(read, sent, again)))
        .hasValueCloseTo(percent, Offset.offset(0.01));
  }

  @Test
  void bothWaysAreOneSum() {
    List<PacketCount> counts =
        List.of(new PacketCount("server in", 10, 10_280), new PacketCount("client in", 20, 20_560));

    assertThat(
            PayloadCheck.difference(
                counts, Protocol.UDP, Direction.BOTH, new PayloadCheck.Told(30_000, 30_000, 0)))
        .hasValue(0);
  }

  @Test
  void whereNobodyToldThereIsNoFigure() {
    PayloadCheck.Told told = new PayloadCheck.Told(0, 0, 0);

    assertThat(
            PayloadCheck.difference(
                List.of(new PacketCount("server in", 1, 100)), Protocol.TCP, Direction.UP, told))
        .isEmpty();
  }
}
