package dev.weir.server.transport;

import dev.weir.server.option.Linger;
import dev.weir.server.option.OptionCatalogue;
import dev.weir.server.option.OptionTarget;
import dev.weir.server.option.SocketOption;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.util.Map;

/** Options as far as Java has them; the others are refused by name. */
abstract class NioOptions implements OptionTarget {
  private static final Map<SocketOption<?>, java.net.SocketOption<?>> KNOWN =
      Map.of(
          OptionCatalogue.SO_REUSEADDR, StandardSocketOptions.SO_REUSEADDR,
          OptionCatalogue.SO_REUSEPORT, StandardSocketOptions.SO_REUSEPORT,
          OptionCatalogue.SO_RCVBUF, StandardSocketOptions.SO_RCVBUF,
          OptionCatalogue.SO_SNDBUF, StandardSocketOptions.SO_SNDBUF,
          OptionCatalogue.SO_KEEPALIVE, StandardSocketOptions.SO_KEEPALIVE,
          OptionCatalogue.SO_LINGER, StandardSocketOptions.SO_LINGER,
          OptionCatalogue.TCP_NODELAY, StandardSocketOptions.TCP_NODELAY,
          OptionCatalogue.IP_TOS, StandardSocketOptions.IP_TOS);

  abstract <V> void write(java.net.SocketOption<V> option, V value) throws IOException;

  abstract <V> V read(java.net.SocketOption<V> option) throws IOException;

  @Override
  // The table pairs options of one type of value, after the translation of Linger.
  @SuppressWarnings("unchecked")
  public final <T> void set(SocketOption<T> option, T value) throws IOException {
    write((java.net.SocketOption<Object>) known(option), toJava(value));
  }

  @Override
  // As above.
  @SuppressWarnings("unchecked")
  public final <T> Reading<T> get(SocketOption<T> option) throws IOException {
    Object value = read((java.net.SocketOption<Object>) known(option));
    T effective = (T) (option.equals(OptionCatalogue.SO_LINGER) ? toLinger((int) value) : value);
    return new Reading<>(effective, option.type().format(effective));
  }

  private static java.net.SocketOption<?> known(SocketOption<?> option) throws IOException {
    java.net.SocketOption<?> known = KNOWN.get(option);
    if (known == null) {
      throw new IOException("the NIO transport has no " + option + ", epoll has");
    }
    return known;
  }

  private static Object toJava(Object value) {
    return value instanceof Linger linger ? (Object) (linger.on() ? linger.seconds() : -1) : value;
  }

  private static Linger toLinger(int seconds) {
    return seconds < 0 ? Linger.OFF : new Linger(true, seconds);
  }
}
