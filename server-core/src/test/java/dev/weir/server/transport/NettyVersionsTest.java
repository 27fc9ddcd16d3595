package dev.weir.server.transport;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class NettyVersionsTest {
  @Test
  void areOneHere() {
    assertThatCode(NettyVersions::requireOne).doesNotThrowAnyException();
  }

  @Test
  void mustNotBeMixed() {
    Map<String, String> mixed =
        Map.of(
            "netty-common", "4.2.18.Final",
            "netty-transport-classes-epoll", "4.2.20.Final",
            "netty-transport-native-epoll", "4.2.18.Final");
    assertThatThrownBy(() -> NettyVersions.requireOne(mixed))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("netty-transport-classes-epoll=4.2.20.Final")
        .hasMessageContaining("(expected: one version); align them");
  }

  @Test
  void ofOtherPartsDoNotMatter() {
    Map<String, String> others =
        Map.of("netty-common", "4.2.18.Final", "netty-tcnative-classes", "2.0.84.Final");
    assertThatCode(() -> NettyVersions.requireOne(others)).doesNotThrowAnyException();
  }
}
