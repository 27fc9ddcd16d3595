package dev.weir.server.transport;

import dev.weir.linux.call.SocketCalls;
import dev.weir.server.option.OptionCatalogue;
import dev.weir.server.option.SocketOption;
import io.netty.channel.Channel;
import java.io.IOException;

/** A socket known by its descriptor. */
abstract class DescriptorSocket implements OpenSocket {
  private final int fd;
  private final DescriptorOptions options;
  private boolean owned = true;

  DescriptorSocket(int fd) {
    this.fd = fd;
    this.options = new DescriptorOptions(fd);
  }

  /** The channel of the descriptor. */
  abstract Channel wrap() throws IOException;

  final int fd() {
    return fd;
  }

  @Override
  public final Channel toChannel() {
    try {
      Channel channel = wrap();
      owned = false;
      return channel;
    } catch (IOException refused) {
      throw new java.io.UncheckedIOException(refused);
    }
  }

  @Override
  public <T> void set(SocketOption<T> option, T value) throws IOException {
    options.set(option, value);
  }

  @Override
  public <T> Reading<T> get(SocketOption<T> option) throws IOException {
    return options.get(option);
  }

  /** Netty switches SO_REUSEADDR on for each listener: the value that was chosen comes back. */
  static boolean reusesAddress(OpenSocket socket) throws IOException {
    return socket.get(OptionCatalogue.SO_REUSEADDR).effective();
  }

  @Override
  public void close() throws IOException {
    if (owned) {
      owned = false;
      SocketCalls.close(fd);
    }
  }
}
