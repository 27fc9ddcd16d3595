package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.report.HostPort;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;

/**
 * The connection on which the two ends of a test agree: what can be said on it, and what may be
 * heard next. Loop only.
 */
final class ControlConnection {

  private final Channel channel;
  private final Frames frames;

  ControlConnection(Channel channel, Frames frames) {
    this.channel = channel;
    this.frames = frames;
  }

  Channel channel() {
    return channel;
  }

  EventLoop loop() {
    return channel.eventLoop();
  }

  HostPort peer() {
    return Addresses.of(channel.remoteAddress());
  }

  /** Says these in one segment. */
  void send(State... states) {
    ByteBuf bytes = channel.alloc().buffer(states.length);
    for (State state : states) {
      bytes.writeByte(state.code());
    }
    channel.writeAndFlush(bytes);
  }

  void send(Cookie cookie) {
    ByteBuf bytes = channel.alloc().buffer(Cookie.LENGTH);
    cookie.write(bytes);
    channel.writeAndFlush(bytes);
  }

  void send(byte[] document) {
    channel.writeAndFlush(
        channel
            .alloc()
            .buffer(Integer.BYTES + document.length)
            .writeInt(document.length)
            .writeBytes(document));
  }

  void expect(Frames.Expected next) {
    frames.expect(next);
  }

  void expectDocument(int limit) {
    frames.expectDocument(limit);
  }

  /** Says why the test fails, and leaves. */
  void refuse(TestFailure failure) {
    leave(
        channel
            .alloc()
            .buffer(9)
            .writeByte(State.SERVER_ERROR.code())
            .writeInt(failure.code().number())
            .writeInt(failure.errno()));
  }

  /** Says a last state, and leaves. */
  void leave(State last) {
    leave(channel.alloc().buffer(1).writeByte(last.code()));
  }

  private void leave(ByteBuf lastWords) {
    Parting.after(channel, lastWords);
  }

  void close() {
    channel.close();
  }
}
