package dev.weir.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.linux.InheritedSockets.Inherited;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InheritedSocketsTest {

  @Test
  void socketsComeWithTheirNames() {
    InheritedSockets sockets =
        InheritedSockets.of(
            Map.of("LISTEN_PID", "77", "LISTEN_FDS", "3", "LISTEN_FDNAMES", "echo::admin"), 77);
    assertThat(sockets.all())
        .containsExactly(
            new Inherited(3, "echo"), new Inherited(4, "unknown"), new Inherited(5, "admin"));
    assertThat(sockets.named("admin")).contains(new Inherited(5, "admin"));
    assertThat(sockets.named("none")).isEmpty();
  }

  @Test
  void socketsOfAnotherProcessAreNotOurs() {
    assertThat(InheritedSockets.of(Map.of("LISTEN_PID", "78", "LISTEN_FDS", "3"), 77).all())
        .isEmpty();
    assertThat(InheritedSockets.of(Map.of("LISTEN_FDS", "3"), 77).all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-1", "1025", "99999999999", ""})
  void aCountThatIsNoneIsRefused(String count) {
    assertThatThrownBy(() -> InheritedSockets.of(Map.of("LISTEN_PID", "7", "LISTEN_FDS", count), 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("LISTEN_FDS: " + count)
        .hasMessageContaining("expected: 0 to");
  }
}
