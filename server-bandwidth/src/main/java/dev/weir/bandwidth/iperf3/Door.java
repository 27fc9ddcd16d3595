package dev.weir.bandwidth.iperf3;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** What stands in a server's pipeline: it puts the decoder and the reception in its own place. */
final class Door extends ChannelInboundHandlerAdapter {

  private final ServerDesk desk;

  Door(ServerDesk desk) {
    this.desk = desk;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    Frames frames = new Frames(Frames.Expected.COOKIE);
    context.pipeline().addAfter(context.name(), "frames", frames);
    context.pipeline().addAfter("frames", "reception", new Reception(desk, frames));
    context.pipeline().remove(this);
  }
}
