package dev.weir.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.linux.call.SocketCalls;
import dev.weir.linux.call.SocketConstants;
import dev.weir.linux.call.SystemCallException;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpSamplerTest {
  private static final int CONNECTIONS = 100;
  private static final long NEVER = Long.MAX_VALUE / 1_000_000;

  private final Set<Channel> open = ConcurrentHashMap.newKeySet();
  private final List<Channel> sampled = new ArrayList<>();
  private int fd = -1;

  @BeforeEach
  void connect() throws SystemCallException {
    fd = SocketCalls.socket(SocketConstants.AF_INET, SocketConstants.SOCK_STREAM, 0);
    Stream.generate(EmbeddedChannel::new).limit(CONNECTIONS).forEach(open::add);
  }

  @AfterEach
  void disconnect() throws SystemCallException {
    open.forEach(Channel::close);
    SocketCalls.close(fd);
  }

  private TcpSampler sampler(OptionalInt descriptor) {
    return new TcpSampler(open, _ -> descriptor, (channel, _) -> sampled.add(channel), NEVER);
  }

  @Test
  void asksABoundedNumberInTurn() {
    try (TcpSampler sampler = sampler(OptionalInt.of(fd))) {
      sampler.tick();
      assertThat(sampled).hasSize(TcpSampler.MOST).doesNotHaveDuplicates();
      sampler.tick();
      assertThat(sampled).containsExactlyInAnyOrderElementsOf(open);
      sampler.tick();
      assertThat(sampled).hasSize(CONNECTIONS + TcpSampler.MOST);
    }
  }

  @Test
  void passesOverWhatHasClosedOrHasNoDescriptor() {
    try (TcpSampler sampler = sampler(OptionalInt.of(fd));
        TcpSampler blind = sampler(OptionalInt.empty())) {
      open.forEach(Channel::close);
      sampler.tick();
      blind.tick();
      assertThat(sampled).isEmpty();
    }
  }
}
