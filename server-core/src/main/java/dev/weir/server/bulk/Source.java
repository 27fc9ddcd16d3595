package dev.weir.server.bulk;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.weir.linux.call.Errno;
import dev.weir.linux.call.TransferCalls;
import dev.weir.server.shaping.Shaping;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Sends one payload over and over on a TCP connection. */
final class Source extends GatedHandler {
  private final Payload payload;
  private final ByteBuf buffer;
  private final MemorySegment offset = Arena.ofAuto().allocate(JAVA_LONG);
  private long position;

  Source(Channel channel, Payload payload, Gate gate) {
    super(channel, gate);
    this.payload = payload;
    this.buffer = payload.buffer();
  }

  /** Starts once what the pipeline had still to write is with the kernel, to keep the order. */
  @Override
  void begin() {
    Shaping.of(channel())
        .flatMap(Shaping::holder)
        .map(Shaping.Holder::afterHeld)
        .orElseGet(() -> context().writeAndFlush(Unpooled.EMPTY_BUFFER))
        .addListener(written -> start());
  }

  @Override
  long send(long allowed) {
    long length = Math.min(allowed, payload.size() - position);
    long count = direct() ? sendDirect(length) : sendByPipeline((int) length);
    if (count > 0) {
      position = (position + count) % payload.size();
    }
    return count;
  }

  private long sendDirect(long length) {
    long count = hand(length);
    if (count >= 0) {
      sent(count);
    } else if (!Errno.EAGAIN.is(count) && !Errno.EINTR.is(count)) {
      failed(count);
    }
    return count;
  }

  private long hand(long length) {
    int socket = beside().number();
    if (payload.file().isEmpty()) {
      return TransferCalls.send(socket, payload.memory(), position, length);
    }
    offset.set(JAVA_LONG, 0, position);
    return TransferCalls.sendFile(socket, payload.file().get().descriptor(), offset, length);
  }

  private void sent(long bytes) {
    moved(bytes);
    traffic().sent(bytes);
  }

  private long sendByPipeline(int length) {
    context()
        .write(buffer.slice((int) position, length))
        .addListener(written -> {
          if (written.isSuccess()) {
            sent(length);
          }
        });
    return length;
  }

  @Override
  void probe() {
    long count = TransferCalls.send(beside().number(), payload.memory(), position, 0);
    if (count < 0 && !Errno.EAGAIN.is(count)) {
      failed(count);
    } else {
      end(Ending.PEER_CLOSED);
    }
  }
}
