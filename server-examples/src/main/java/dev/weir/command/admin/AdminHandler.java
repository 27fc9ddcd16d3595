package dev.weir.command.admin;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Answers one request and ends the connection, so that nobody queues answers that he does not read.
 * No page needs a body: whatever follows the headers is discarded unread.
 */
final class AdminHandler extends SimpleChannelInboundHandler<HttpObject> {
  /** From accept to the end of the headers. */
  static final long REQUEST_SECONDS = 10;

  /** From the answer's first byte to its last. */
  private static final long ANSWER_SECONDS = 30;

  private static final long LINGER_SECONDS = 2;

  private final AdminRouter router;
  private final AdminGuard guard;
  private boolean answered;
  private @Nullable Future<?> deadline;

  AdminHandler(AdminRouter router, AdminGuard guard) {
    this.router = router;
    this.guard = guard;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    closeIn(ctx, REQUEST_SECONDS);
    ctx.fireChannelActive();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    cancelDeadline();
    ctx.fireChannelInactive();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, HttpObject message) {
    if (answered || !(message instanceof HttpRequest request)) {
      return;
    }
    answered = true;
    DecoderResult decoded = request.decoderResult();
    AdminReply reply = decoded.isSuccess() ? answer(request) : malformed(decoded.cause());
    write(ctx, reply, request.method().equals(HttpMethod.HEAD));
  }

  private AdminReply answer(HttpRequest request) {
    return guard
        .refuse(request.headers())
        .map(why -> AdminReply.text(HttpResponseStatus.FORBIDDEN, why))
        .orElseGet(() ->
            router.answer(
                request.method(),
                request.uri(),
                request.headers().get(HttpHeaderNames.ACCEPT, "")));
  }

  private static AdminReply malformed(Throwable cause) {
    return switch (cause) {
      case TooLongHttpLineException _ ->
          AdminReply.text(HttpResponseStatus.REQUEST_URI_TOO_LONG, "the request line is too long");
      case TooLongHttpHeaderException _ ->
          AdminReply.text(
              HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "the headers are too large");
      case TooLongFrameException _ ->
          AdminReply.text(HttpResponseStatus.BAD_REQUEST, "the request is too large");
      default -> AdminReply.text(HttpResponseStatus.BAD_REQUEST, "not an HTTP request");
    };
  }

  private void write(ChannelHandlerContext ctx, AdminReply reply, boolean headOnly) {
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            reply.status(),
            headOnly ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, reply.type())
        .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
        .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
        .set("x-content-type-options", "nosniff")
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    closeIn(ctx, ANSWER_SECONDS);
    ctx.writeAndFlush(response).addListener(_ -> finish(ctx));
  }

  /**
   * Ends our half and waits a moment for the peer's: to close at once with its bytes unread would
   * make the kernel send a reset, which takes the answer away from it.
   */
  private void finish(ChannelHandlerContext ctx) {
    if (ctx.channel() instanceof DuplexChannel duplex && duplex.isActive()) {
      duplex.shutdownOutput();
      closeIn(ctx, LINGER_SECONDS);
    } else {
      ctx.close();
    }
  }

  private void closeIn(ChannelHandlerContext ctx, long seconds) {
    cancelDeadline();
    deadline = ctx.executor().schedule(() -> ctx.close(), seconds, TimeUnit.SECONDS);
  }

  private void cancelDeadline() {
    if (deadline != null) {
      deadline.cancel(false);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // A reset, or bytes that no HTTP decoder stands: there is nobody to tell.
    ctx.close();
  }
}
