package dev.weir.bandwidth.iperf3;

import org.junit.jupiter.api.Test;

/** Thousands of clients that mean harm, by chance: afterwards the server has what it had before. */
class HostileCrowdTest {

  private static final int CASES = 3000;

  @Test
  void nothingIsLeftOfThem() throws Exception {
    new HostileCrowd().come(CASES);
  }
}
