package dev.weir.bandwidth.stream;

import dev.weir.server.bulk.Pace;
import dev.weir.server.bulk.Transfer;
import io.netty.channel.Channel;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Sends a file on a TCP connection, once. */
public final class FileSource extends TcpStream {
  private final FileChannel file;
  private final Pace pace;
  private final Quota quota;

  /**
   * A stream over a connection, not begun.
   *
   * @param channel connected
   * @param file that is sent from its beginning; its end ends the stream
   * @param blockBytes of one read and write, from 1; the last may be shorter
   * @param pace how fast
   * @param quota from which what is sent is taken
   * @throws IOException where the file cannot be opened
   */
  public FileSource(Channel channel, Path file, int blockBytes, Pace pace, Quota quota)
      throws IOException {
    super(channel, blockBytes);
    this.file = FileChannel.open(file, StandardOpenOption.READ);
    this.pace = pace;
    this.quota = quota;
    channel.closeFuture().addListener(closed -> this.file.close());
  }

  @Override
  Transfer enter() {
    Upload upload =
        new Upload(
            channel(), file, blockBytes(), quota.gate(pace.gate(blockBytes()), blockBytes()));
    upload.begin();
    return upload;
  }
}
