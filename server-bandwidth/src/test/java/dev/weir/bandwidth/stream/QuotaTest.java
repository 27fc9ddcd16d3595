package dev.weir.bandwidth.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.server.bulk.Gate;
import org.junit.jupiter.api.Test;

class QuotaTest {

  @Test
  void aQuotaEndsAtABlocksEnd() {
    Quota quota = Quota.of(2500);
    Gate gate = quota.gate(Gate.OPEN, 1000);
    assertThat(gate.allowed(0, 0)).isEqualTo(3000);
    gate.sent(2600);
    assertThat(quota.spent().toCompletableFuture()).isCompleted();
    assertThat(gate.allowed(2600, 0)).isEqualTo(400);
    gate.sent(400);
    assertThat(gate.allowed(3000, 0)).isZero();
    assertThat(gate.delayNanos(3000, 0)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aQuotaIsSharedAndBeginsAnew() {
    Quota quota = Quota.unlimited();
    Gate one = quota.gate(Gate.OPEN, 1000);
    Gate two = quota.gate(Gate.OPEN, 1000);
    one.sent(1_000_000);
    assertThat(quota.spent().toCompletableFuture()).isNotDone();
    quota.limit(5000);
    one.sent(3000);
    assertThat(two.allowed(0, 0)).isEqualTo(2000);
    quota.take(2000);
    assertThat(quota.spent().toCompletableFuture()).isCompleted();
  }
}
