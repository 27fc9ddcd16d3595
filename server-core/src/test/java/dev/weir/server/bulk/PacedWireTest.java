package dev.weir.server.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.epoll.Epoll;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a pace comes to on the wire. A machine that has other things to do takes the processor away,
 * from the sender as from the kernel's own network threads: windows in which the sender's loop was
 * late, as its own clock tells, prove nothing, of the others the middle one has to be right, and
 * once in a few tries everything has. {@link PacedWire} by hand looks at all windows.
 */
final class PacedWireTest {
  private static final int TRIES = 4;

  @ParameterizedTest
  @ValueSource(longs = {1000, 9000})
  void aWindowHasItsShareAndTheProcessorIsLeftToOthers(long perSecond) throws Exception {
    Assumptions.assumeTrue(Epoll.isAvailable(), "epoll is not available here");
    List<String> seen = new ArrayList<>();
    boolean right = false;
    for (int i = 0; i < TRIES && !right; i++) {
      PacedWire wire = PacedWire.measure(perSecond, 200, 3);
      // However late the loop was: it catches up at no more than twice the rate.
      assertThat(wire.arrived()).isBetween(1L, 6 * perSecond);
      right = middleIsEven(wire) && wire.cpu() < 0.3;
      seen.add(wire.report());
    }
    assertThat(right).as("%s", seen).isTrue();
  }

  private static boolean middleIsEven(PacedWire wire) {
    List<Integer> windows =
        wire.undisturbed().stream().sorted(Comparator.comparingLong(wire::arrived)).toList();
    return windows.isEmpty() || wire.even(windows.get(windows.size() / 2));
  }
}
