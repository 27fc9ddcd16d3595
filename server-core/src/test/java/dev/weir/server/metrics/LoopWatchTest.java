package dev.weir.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopWatchTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
  private final Found found = new Found(new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>());

  private record Found(List<Integer> lags, List<BlockedLoop> blocked)
      implements LoopWatch.Listener {
    @Override
    public void lag(int loop, long nanos) {
      lags.add(loop);
      assertThat(nanos).isPositive();
    }

    @Override
    public void blocked(BlockedLoop loop) {
      blocked.add(loop);
    }
  }

  @AfterEach
  void stop() throws Exception {
    assertThat(group.shutdownGracefully(0, 5, TimeUnit.SECONDS).await(10_000)).isTrue();
  }

  @Test
  void everyLoopAnswers() {
    LoopWatch watch = LoopWatch.over(group, LoopWatch.BLOCKED_AFTER, found);
    try (watch) {
      await().atMost(SOON).until(() -> found.lags().contains(0) && found.lags().contains(1));
    }
    assertThat(found.blocked()).isEmpty();
  }

  @Test
  void aBlockedLoopIsNamedOnceWithWhoBlocksIt() {
    CountDownLatch release = new CountDownLatch(1);
    LoopWatch watch = LoopWatch.over(group, Duration.ofMillis(50), found);
    try (watch) {
      group.next().execute(() -> com.example.Blocking.on(release));
      await().atMost(SOON).until(() -> !found.blocked().isEmpty());
      int seen = found.lags().size();
      await().atMost(SOON).until(() -> found.lags().size() > seen + 2);
      assertThat(found.blocked()).hasSize(1);
      assertThat(found.blocked().getFirst().culprit().orElseThrow().toString())
          .contains("com.example.Blocking.on");
      release.countDown();
    }
  }

  @Test
  void theWatchingThreadEndsWithTheLastWatch() {
    LoopWatch.over(group, LoopWatch.BLOCKED_AFTER, found).close();
    await()
        .atMost(SOON)
        .until(() ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(t -> t.getName().equals("weir-loop-watch")));
  }
}
