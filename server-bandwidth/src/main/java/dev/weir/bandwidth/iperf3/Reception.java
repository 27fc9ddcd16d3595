package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.report.Role;
import dev.weir.server.connection.AcceptOrder;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Meets every connection of a server: by its cookie it is the beginning of a test, a data stream of
 * one that waits for it, or a mistake. After that it hands the messages of a control connection to
 * their session.
 */
final class Reception extends SimpleChannelInboundHandler<Frame> {

  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
  private static final QuietLog QUIET = new QuietLog(LOG);

  private final ServerDesk desk;
  private final Frames frames;
  private Optional<ServerSession> session = Optional.empty();
  private @Nullable Countdown deadline;

  Reception(ServerDesk desk, Frames frames) {
    this.desk = desk;
    this.frames = frames;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    deadline = Countdown.start(context.executor(), desk.limits().step(), () -> silent(context));
  }

  private static void silent(ChannelHandlerContext context) {
    QUIET.info(Addresses.of(context.channel().remoteAddress()), "said nothing that begins a test");
    context.close();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    cancelDeadline();
  }

  private void cancelDeadline() {
    if (deadline != null) {
      deadline.cancel();
      deadline = null;
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, Frame frame) {
    if (session.isPresent()) {
      session.get().received(frame);
    } else if (frame instanceof Frame.Named named) {
      cancelDeadline();
      named(context, named.cookie());
    }
  }

  private void named(ChannelHandlerContext context, Cookie cookie) {
    Optional<InetAddress> address = Addresses.ip(context.channel().remoteAddress());
    if (address.isEmpty()) {
      context.close();
      return;
    }
    SessionKey key = new SessionKey(cookie, address.get());
    Optional<ServerSession> known = desk.find(key);
    if (known.isPresent()) {
      dataStream(context, known.get());
    } else {
      control(context, key);
    }
  }

  private void control(ChannelHandlerContext context, SessionKey key) {
    frames.expectDocument(ParameterMessage.LIMIT);
    desk.sockets()
        .trace()
        .ifPresent(trace ->
            context
                .pipeline()
                .addBefore(context.name(), "trace", new TraceStage(trace, Role.SERVER)));
    ControlConnection connection = new ControlConnection(context.channel(), frames);
    ServerSession begun = new ServerSession(desk, connection, key);
    session = Optional.of(begun);
    begun.begin();
  }

  private void dataStream(ChannelHandlerContext context, ServerSession of) {
    Channel channel = context.channel();
    channel.config().setAutoRead(false);
    if (!of.connection(channel, AcceptOrder.of(channel))) {
      new ControlConnection(channel, frames).leave(State.ACCESS_DENIED);
      return;
    }
    channel.pipeline().addLast(new Parked());
    channel.pipeline().remove(this);
    channel.pipeline().remove(frames);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    cancelDeadline();
    session.ifPresent(each -> each.happened(Occurrence.GONE));
    super.channelInactive(context);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      LOG.debug("{} failed", context.channel(), cause);
    } else {
      LOG.error("{} failed", context.channel(), cause);
    }
    context.close();
  }
}
