package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.server.bulk.Bulk;
import dev.weir.server.endpoint.Scheme;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Busy channels are spread over loops. */
final class LoopLoadTest {

  private static Channel connected(Server server, Loops loops) {
    return TcpClient.to(server.endpoint()).loops(loops).connect().join();
  }

  private static List<Integer> next(Loops loops, int times) {
    List<EventLoop> all = new ArrayList<>();
    loops.group().forEach(loop -> all.add((EventLoop) loop));
    return IntStream.range(0, times).mapToObj(i -> all.indexOf(loops.group().next())).toList();
  }

  @Test
  void idleLoopsComeInTurn() {
    try (Loops loops = Loops.of(3, "turn")) {
      assertThat(next(loops, 6)).containsExactly(0, 1, 2, 0, 1, 2);
    }
  }

  @Test
  void everySecondConnectionFindsAnotherLoopEachTime() {
    try (Loops serving = Loops.of(1, "serving");
        Server server = Kind.EPOLL.echo(Scheme.TCP, serving);
        Loops loops = Loops.of(2, "pairs")) {
      List<Channel> busy = new ArrayList<>();
      List<Channel> others = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        others.add(connected(server, loops));
        Channel data = connected(server, loops);
        Bulk.reserve(data);
        busy.add(data);
      }
      assertThat(
              busy.stream()
                  .collect(Collectors.groupingBy(Channel::eventLoop, Collectors.counting()))
                  .values())
          .containsExactly(4L, 4L);
      busy.forEach(channel -> channel.close().syncUninterruptibly());
      assertThat(new HashSet<>(next(loops, 2))).hasSize(2);
      others.forEach(channel -> channel.close().syncUninterruptibly());
    }
  }
}
