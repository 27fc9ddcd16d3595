package dev.weir.server.pipeline;

import dev.weir.server.connection.Limits;
import dev.weir.server.shaping.ServerPaces;
import dev.weir.server.shaping.Shaping;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;

/** Puts the stage that keeps to rates where there are rates, and takes it out where not. */
public final class Shaper {
  private Shaper() {}

  /**
   * Lets a connection follow limits. On its loop.
   *
   * @param connection of a server, with its pipeline
   * @param server what it shares with others
   * @param limits that hold from now on
   */
  // For servers alone, who have such paces.
  @SuppressWarnings("exports")
  public static void follow(Channel connection, ServerPaces server, Limits limits) {
    ChannelPipeline stages = connection.pipeline();
    boolean shaped = stages.get(Pipeline.SHAPE) != null;
    if (limits.flow().shaped()) {
      Shaping shaping = Shaping.attach(connection, server, limits.flow());
      if (!shaped && stages.get(Pipeline.METER) instanceof MeterStage meter) {
        if (meter instanceof StreamFront front) {
          front.part(stages);
        }
        connection.config().setRecvByteBufAllocator(new ShapedReads(connection));
        stages.addAfter(Pipeline.METER, Pipeline.SHAPE, new ShapeStage(shaping));
      }
    } else if (shaped) {
      stages.remove(Pipeline.SHAPE);
      Shaping.detach(connection);
    }
  }
}
