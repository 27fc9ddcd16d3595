package dev.weir.bandwidth.iperf3.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.bandwidth.report.TestEvents;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FollowUpTest {

  private final List<String> told = new ArrayList<>();
  private int attempts;

  /** Somebody who writes down what is said. */
  private final TestEvents listener =
      new TestEvents() {
        @Override
        public void failed(String text) {
          told.add(text);
        }

        @Override
        public void closed() {
          told.add("closed");
        }
      };

  private int refused(TestEvents listeners) {
    attempts++;
    listeners.failed("error - " + attempts);
    listeners.closed();
    return 1;
  }

  @Test
  void aServerThatIsAwayForAMomentIsAskedAgain() throws Exception {
    int code =
        FollowUp.run(
            listener,
            listeners -> {
              if (attempts < 2) {
                return refused(listeners);
              }
              listeners.closed();
              return 0;
            });

    assertThat(code).isZero();
    assertThat(told).containsExactly("closed");
  }

  @Test
  void aServerThatStaysAwayIsToldOfOnce() throws Exception {
    assertThat(FollowUp.run(listener, this::refused)).isEqualTo(1);
    assertThat(told).containsExactly("error - " + attempts, "closed");
    assertThat(attempts).isBetween(2, 100);
  }

  @Test
  void nobodyComesAgainAfterASignal() throws Exception {
    int code =
        FollowUp.run(
            listener,
            listeners -> {
              attempts++;
              listeners.failed("interrupt - enough");
              listeners.closed();
              return 0;
            });

    assertThat(code).isZero();
    assertThat(attempts).isEqualTo(1);
    assertThat(told).containsExactly("interrupt - enough", "closed");
  }
}
