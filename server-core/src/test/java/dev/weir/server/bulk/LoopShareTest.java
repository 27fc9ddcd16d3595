package dev.weir.server.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopShareTest {

  @Test
  void aTurnIsSharedByThoseWhoAreThere() {
    LoopShare alone = LoopShare.join();
    long whole = alone.bytes();
    List<LoopShare> others = new ArrayList<>();
    for (int i = 1; i < 16; i++) {
      others.add(LoopShare.join());
    }
    assertThat(alone.bytes()).isEqualTo(whole / 16);
    others.forEach(LoopShare::leave);
    assertThat(alone.bytes()).isEqualTo(whole);
    alone.leave();
  }

  @Test
  void noneGetsTooLittleToBeWorthACall() {
    List<LoopShare> crowd = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      crowd.add(LoopShare.join());
    }
    assertThat(crowd.getFirst().bytes()).isEqualTo(128 << 10);
    crowd.forEach(LoopShare::leave);
  }
}
