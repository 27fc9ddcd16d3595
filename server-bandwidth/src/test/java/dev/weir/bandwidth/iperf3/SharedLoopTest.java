package dev.weir.bandwidth.iperf3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.server.Loops;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Two tests on one loop: what it costs is shared by what they moved. */
class SharedLoopTest {

  private static final long RATE = 50_000_000;
  private static final int TIMES = 16;

  @Test
  void whoMovesMoreCostsMore() throws Exception {
    try (Loops serving = Loops.of(1, "shared");
        Loops asking = Loops.of(1, "asking");
        RunningIperf3Server server = Iperf3Server.on("tcp://127.0.0.1:0").loops(serving).start()) {
      Iperf3Client client =
          Iperf3Client.to("127.0.0.1", server.endpoint().port())
              .loops(asking)
              .duration(Duration.ofSeconds(3));
      Iperf3Test much = client.bitrate(TIMES * RATE).start();
      Iperf3Test little = client.bitrate(RATE).start();
      Iperf3Result of = much.result().get(60, TimeUnit.SECONDS);
      Iperf3Result other = little.result().get(60, TimeUnit.SECONDS);

      double bytes = (double) of.first().bytesReceived() / other.first().bytesReceived();
      double cost = of.report().remoteCpu().total() / other.report().remoteCpu().total();
      assertThat(bytes).isBetween(TIMES / 2.0, TIMES * 2.0);
      assertThat(cost / bytes).as("cost %f, bytes %f".formatted(cost, bytes)).isBetween(0.5, 2.0);
      assertThat(of.report().remoteCpu().total() + other.report().remoteCpu().total())
          .isBetween(0.01, 110.0);
    }
  }
}
