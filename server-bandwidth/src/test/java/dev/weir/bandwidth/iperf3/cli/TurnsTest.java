package dev.weir.bandwidth.iperf3.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TurnsTest {

  private final StringBuilder out = new StringBuilder();
  private final Turns turns = new Turns(out::append, () -> out.append("-"));

  @Test
  void testsOneAfterAnotherPrintAtOnce() {
    Turns.Turn first = turns.join();
    first.print("a");
    assertThat(out).hasToString("a");
    first.end();
    Turns.Turn second = turns.join();
    second.print("b");
    second.end();
    assertThat(out).hasToString("a-b-");
  }

  @Test
  void testsAtTheSameTimePrintInTheOrderTheyCame() {
    Turns.Turn first = turns.join();
    Turns.Turn second = turns.join();
    Turns.Turn third = turns.join();
    third.print("3");
    second.print("2");
    first.print("1");
    second.end();
    assertThat(out).hasToString("1");
    first.end();
    assertThat(out).hasToString("1-2-3");
    third.print("3");
    third.end();
    assertThat(out).hasToString("1-2-33-");
  }

  @Test
  void whatAWaitingTestSaysIsBounded() {
    Turns.Turn first = turns.join();
    Turns.Turn second = turns.join();
    for (int line = 0; line < 2000; line++) {
      second.print("x".repeat(1023) + "\n");
    }
    first.end();
    assertThat(out.length()).isLessThan((1 << 20) + 100);
    assertThat(out.toString()).endsWith("[more was said while other tests were printed]\n");
    second.print("live\n");
    assertThat(out.toString()).endsWith("live\n");
  }
}
