package dev.weir.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.server.UdpClient;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A multicast beacon. One idea: who announces itself to a group needs to know nobody; it says once
 * a second that it is there, and how far that carries is the sender's choice (IP_MULTICAST_TTL).
 *
 * <p>Try it with {@link MulticastListener} beside it. It takes the group's endpoint and what to
 * say: {@code udp://239.77.7.7:7077 printer}.
 */
public final class MulticastBeacon {

  private MulticastBeacon() {}

  /** Says it once now, and then once a second until the channel is closed. */
  public static Channel start(String group, String text)
      throws ExecutionException, InterruptedException {
    Channel channel = UdpClient.to(group).options("IP_MULTICAST_TTL=1").connect().get();
    channel.eventLoop().scheduleAtFixedRate(() -> say(channel, text), 0, 1, TimeUnit.SECONDS);
    return channel;
  }

  private static void say(Channel channel, String text) {
    if (channel.isActive()) {
      channel.writeAndFlush(Unpooled.copiedBuffer(text, UTF_8));
    }
  }

  /** Announces until the process is ended. */
  public static void main(String[] arguments) throws Exception {
    String group = arguments.length > 0 ? arguments[0] : "udp://239.77.7.7:7077";
    String text = arguments.length > 1 ? arguments[1] : "a beacon";
    System.out.println("beacon to " + group);
    start(group, text).closeFuture().sync();
  }
}
