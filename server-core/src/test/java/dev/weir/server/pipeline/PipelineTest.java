package dev.weir.server.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class PipelineTest {
  private static final Supplier<ChannelHandler> ANY = ChannelInboundHandlerAdapter::new;

  @Test
  void showsItsOrder() {
    Pipeline pipeline =
        Pipeline.tcp()
            .last("frame", ANY)
            .last("echo", ANY)
            .first("capture", ANY)
            .before("frame", "tls", ANY)
            .after("frame", "text", ANY);
    assertThat(pipeline.names())
        .containsExactly(
            "meter",
            "capture",
            "timeouts",
            "outbound",
            "tls",
            "frame",
            "text",
            "echo",
            "half-close",
            "errors");
    assertThat(Pipeline.tcp().names())
        .containsExactly("meter", "timeouts", "outbound", "half-close", "errors");
  }

  @Test
  void exchangesAndRemovesStages() {
    Pipeline pipeline =
        Pipeline.tcp().without("half-close").replace("timeouts", ANY).last("x", ANY);
    assertThat(pipeline.names()).containsExactly("meter", "timeouts", "outbound", "x", "errors");
  }

  @Test
  void keepsWhatWeirReliesOn() {
    for (String fixed : new String[] {"meter", "errors"}) {
      assertThatThrownBy(() -> Pipeline.tcp().without(fixed))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("stage: " + fixed + " taken out (expected: to stay)");
      assertThatThrownBy(() -> Pipeline.udp().replace(fixed, ANY))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Pipeline.tcp().before("meter", "x", ANY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Pipeline.tcp().after("errors", "x", ANY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesWhatItDoesNotHave() {
    assertThatThrownBy(() -> Pipeline.tcp().before("frame", "tls", ANY))
        .hasMessage(
            "stage: frame (expected: one of [meter, timeouts, outbound, half-close, errors]); correct"
                + " the name");
    assertThatThrownBy(() -> Pipeline.tcp().last("x", ANY).last("x", ANY))
        .hasMessageContaining("stage: x twice (expected: a name not among [meter, ");
    assertThatThrownBy(() -> Pipeline.tcp().last(" ", ANY)).hasMessageContaining("blank name");
  }
}
