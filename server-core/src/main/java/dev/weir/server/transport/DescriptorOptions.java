package dev.weir.server.transport;

import dev.weir.linux.call.SocketCalls;
import dev.weir.server.option.OptionTarget;
import dev.weir.server.option.SocketOption;
import java.io.IOException;

/**
 * Options by setsockopt and getsockopt.
 *
 * @param fd the socket's descriptor
 */
record DescriptorOptions(int fd) implements OptionTarget {
  @Override
  public <T> void set(SocketOption<T> option, T value) throws IOException {
    SocketCalls.setOption(fd, option.level(), option.number(), option.type().encode(value));
  }

  @Override
  public <T> Reading<T> get(SocketOption<T> option) throws IOException {
    T raw =
        option
            .type()
            .decode(
                SocketCalls.bytesOption(
                    fd, option.level(), option.number(), option.type().bytes()));
    return new Reading<>(option.effective(raw), option.type().format(raw));
  }
}
