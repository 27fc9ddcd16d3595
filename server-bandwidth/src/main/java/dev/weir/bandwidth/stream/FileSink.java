package dev.weir.bandwidth.stream;

import dev.weir.server.bulk.Bulk;
import dev.weir.server.bulk.Transfer;
import io.netty.channel.Channel;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Receives what a TCP connection sends into a file. */
public final class FileSink extends TcpStream {
  private final FileChannel file;
  private final Quota quota;
  private boolean begun;

  /**
   * A stream over a connection, not begun. From now on its pipeline reads no more: what arrives
   * before {@link #start} waits in the kernel.
   *
   * @param channel connected
   * @param file made for this user alone where it does not exist, else written over
   * @param blockBytes what counts as a block, in bytes, from 1
   * @param quota from which what is received is taken
   * @throws IOException where the file cannot be opened
   */
  public FileSink(Channel channel, Path file, int blockBytes, Quota quota) throws IOException {
    super(channel, blockBytes);
    this.file =
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    this.quota = quota;
    Bulk.hold(channel);
    channel.closeFuture().addListener(closed -> closeUnused());
  }

  private void closeUnused() throws IOException {
    if (!begun) {
      file.close();
    }
  }

  @Override
  Transfer enter() {
    begun = true;
    Download download = new Download(channel(), file, quota);
    download.begin();
    return download;
  }
}
