package dev.weir.server.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.server.connection.Limits;
import dev.weir.server.metrics.Tally;
import dev.weir.server.metrics.Traffic;
import dev.weir.server.shaping.ServerPaces;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
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

  @Test
  void sharesPlacesInChannelsWhereStagesStandTogether() {
    assertThat(inChannel(Pipeline.tcp().last("x", ANY))).containsExactly("meter", "x", "errors");
    assertThat(inChannel(Pipeline.tcp().before("outbound", "x", ANY)))
        .containsExactly("meter", "x", "outbound", "errors");
    assertThat(inChannel(Pipeline.tcp().first("x", ANY).replace("half-close", ANY)))
        .containsExactly("meter", "x", "timeouts", "outbound", "half-close", "errors");
    assertThat(inChannel(Pipeline.tcp().replace("timeouts", ANY)))
        .containsExactly("meter", "timeouts", "outbound", "errors");
    assertThat(inChannel(Pipeline.tcpClient())).containsExactly("meter", "errors");
  }

  @Test
  void givesEachStageItsPlaceWhenRatesComeBetween() {
    EmbeddedChannel channel = channel(Pipeline.tcp().last("x", ANY));
    ServerPaces paces = new ServerPaces();
    Shaper.follow(channel, paces, Limits.defaults().rates(0, 65_536));
    assertThat(names(channel))
        .containsExactly("meter", "shape", "timeouts", "outbound", "x", "errors");
    Shaper.follow(channel, paces, Limits.defaults());
    assertThat(names(channel)).containsExactly("meter", "timeouts", "outbound", "x", "errors");
    channel.finishAndReleaseAll();
  }

  private static List<String> inChannel(Pipeline pipeline) {
    EmbeddedChannel channel = channel(pipeline);
    List<String> names = names(channel);
    channel.finishAndReleaseAll();
    return names;
  }

  private static EmbeddedChannel channel(Pipeline pipeline) {
    EmbeddedChannel channel = new EmbeddedChannel();
    new Traffic(new Tally()).attach(channel);
    pipeline.install(channel.pipeline());
    return channel;
  }

  /** Without the channel's own tail. */
  private static List<String> names(EmbeddedChannel channel) {
    List<String> names = channel.pipeline().names();
    return names.subList(0, names.size() - 1);
  }
}
