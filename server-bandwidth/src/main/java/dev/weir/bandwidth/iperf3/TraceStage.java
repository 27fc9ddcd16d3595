package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.report.JsonText;
import dev.weir.bandwidth.report.Role;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Queue;

/** Tells what is said on a control connection; stands between its decoder and its session. */
final class TraceStage extends ChannelDuplexHandler {

  private static final int MOST_STATES = 2;

  private final Trace trace;
  private final Role role;
  private final Queue<String> documents;
  private byte state;

  TraceStage(Trace trace, Role role) {
    this.trace = trace;
    this.role = role;
    documents =
        new ArrayDeque<>(
            role == Role.CLIENT
                ? List.of("send_parameters:", "send_results", "get_results")
                : List.of("get_parameters:", "get_results", "send_results"));
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    switch (message) {
      case Frame.Signal signal -> received(signal.code());
      case Frame.Document document -> document(document.bytes());
      default -> {}
    }
    super.channelRead(context, message);
  }

  private void received(byte code) {
    if (trace.tellsStates()) {
      String self = role.name().toLowerCase(Locale.ROOT);
      String peer = role == Role.CLIENT ? "Server" : "Client";
      line("Reading new State from the %s - current state is %s".formatted(peer, text(state)));
      line("State change: %s received and changed State to %s".formatted(self, text(code)));
    }
    state = code;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
      throws Exception {
    if (message instanceof ByteBuf bytes) {
      sent(bytes);
    }
    super.write(context, message, promise);
  }

  /** States are single bytes, the cookie has its length, and everything else is a document. */
  private void sent(ByteBuf bytes) {
    int begin = bytes.readerIndex();
    int length = bytes.readableBytes();
    if (length <= MOST_STATES) {
      for (int i = 0; i < length; i++) {
        set(bytes.getByte(begin + i));
      }
    } else if (length != Cookie.LENGTH && bytes.getByte(begin) >= 0) {
      byte[] document = new byte[length - Integer.BYTES];
      bytes.getBytes(begin + Integer.BYTES, document);
      document(document);
    }
  }

  private void set(byte code) {
    if (trace.tellsStates()) {
      line("State change: State set to %s (from %s)".formatted(text(code), text(state)));
    }
    state = code;
  }

  private void document(byte[] bytes) {
    String name = documents.isEmpty() ? "document" : documents.remove();
    line(name + "\n" + JsonText.pretty(new String(bytes, StandardCharsets.UTF_8)));
  }

  private static String text(byte code) {
    return code
        + "-"
        + State.of(code).map(TraceStage::words).orElse(code == 0 ? "Test reset" : "Unknown State");
  }

  private static String words(State state) {
    return switch (state) {
      case TEST_START -> "TEST_START - starting a new test";
      case PARAM_EXCHANGE -> "PARAM_EXCHANGE - Client to Server Parameters Exchange";
      case ACCESS_DENIED -> "ACCESS_DENIED - Server is busy";
      default -> state.name();
    };
  }

  private void line(String text) {
    trace.out().accept(text + "\n");
  }
}
