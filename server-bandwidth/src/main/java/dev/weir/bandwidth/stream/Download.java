package dev.weir.bandwidth.stream;

import dev.weir.server.bulk.Bulk;
import dev.weir.server.bulk.Ending;
import dev.weir.server.bulk.Transfer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file on its way from the network. A disk may be slow, so a thread of its own writes it; the
 * next is read when that is done, and what comes meanwhile waits in the kernel.
 */
final class Download extends SimpleChannelInboundHandler<ByteBuf> implements Transfer {
  private static final Logger LOG = LoggerFactory.getLogger(Download.class);

  private final Channel channel;
  private final FileChannel file;
  private final Quota quota;
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("iperf3-file-sink").factory());
  private final AtomicLong bytes = new AtomicLong();
  private final CompletableFuture<Ending> ended = new CompletableFuture<>();
  private boolean over;
  private boolean broken;

  Download(Channel channel, FileChannel file, Quota quota) {
    super(false);
    this.channel = channel;
    this.file = file;
    this.quota = quota;
  }

  void begin() {
    channel.pipeline().addFirst(this);
    channel.read();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ByteBuf part) {
    int count = part.readableBytes();
    bytes.addAndGet(count);
    writer.execute(() -> write(part));
    quota.take(count);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (!over) {
      writer.execute(() -> channel.eventLoop().execute(this::next));
    }
  }

  private void next() {
    if (!over) {
      channel.read();
    }
  }

  /** As with the original, what cannot be written is received all the same. */
  private void write(ByteBuf part) {
    try {
      while (part.isReadable() && !broken) {
        part.readBytes(file, part.readableBytes());
      }
    } catch (IOException full) {
      broken = true;
      LOG.warn("The file that is received cannot be written", full);
    } finally {
      part.release();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    super.channelInactive(context);
    end(Ending.PEER_CLOSED);
  }

  /** Everything received is written first. */
  private void end(Ending ending) {
    if (over) {
      return;
    }
    over = true;
    Bulk.hold(channel);
    if (channel.pipeline().context(this) != null) {
      channel.pipeline().remove(this);
    }
    writer.execute(() -> close(ending));
    writer.shutdown();
  }

  private void close(Ending ending) {
    try {
      file.close();
    } catch (IOException full) {
      LOG.warn("The file that is received cannot be written", full);
    }
    channel.eventLoop().execute(() -> ended.complete(ending));
  }

  @Override
  public long bytes() {
    return bytes.get();
  }

  @Override
  public CompletionStage<Ending> ended() {
    return ended.minimalCompletionStage();
  }

  @Override
  public void leave() {
    if (channel.eventLoop().inEventLoop()) {
      end(Ending.LEFT);
    } else {
      channel.eventLoop().execute(() -> end(Ending.LEFT));
    }
  }
}
