package dev.weir.server;

import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Scheme;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client of Java's own blocking sockets: TCP, Unix or UDP. */
final class Peer implements Closeable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket stream;
  private final DatagramSocket datagrams;
  private final Scheme scheme;

  private Peer(String path) throws IOException {
    this.scheme = Scheme.UNIX;
    this.stream = new UnixPeer(path);
    this.datagrams = new DatagramSocket();
    stream.setSoTimeout(PATIENCE_MILLIS);
  }

  private Peer(Scheme scheme, InetSocketAddress address) throws IOException {
    this.scheme = scheme;
    this.stream = new Socket();
    this.datagrams = new DatagramSocket();
    stream.setSoTimeout(PATIENCE_MILLIS);
    datagrams.setSoTimeout(PATIENCE_MILLIS);
    if (scheme == Scheme.TCP) {
      stream.connect(address, PATIENCE_MILLIS);
    } else {
      datagrams.connect(address);
    }
  }

  static Peer of(Endpoint endpoint, String host) {
    try {
      return new Peer(
          endpoint.scheme(), new InetSocketAddress(InetAddress.getByName(host), endpoint.port()));
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  static Peer of(Endpoint endpoint) {
    return endpoint.scheme() == Scheme.UNIX ? unix(endpoint) : internet(endpoint);
  }

  private static Peer unix(Endpoint endpoint) {
    try {
      return new Peer(endpoint.host());
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private static Peer internet(Endpoint endpoint) {
    return of(endpoint, endpoint.host().isEmpty() ? "127.0.0.1" : endpoint.host());
  }

  Socket stream() {
    return stream;
  }

  void send(byte[] bytes) throws IOException {
    if (scheme != Scheme.UDP) {
      stream.getOutputStream().write(bytes);
    } else {
      datagrams.send(new DatagramPacket(bytes, bytes.length));
    }
  }

  byte[] receive(int length) throws IOException {
    if (scheme != Scheme.UDP) {
      return stream.getInputStream().readNBytes(length);
    }
    DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
    datagrams.receive(packet);
    return java.util.Arrays.copyOf(packet.getData(), packet.getLength());
  }

  /** Takes a datagram if one comes within a time, and tells whether. */
  boolean waits(Duration time) throws IOException {
    datagrams.setSoTimeout(Math.toIntExact(time.toMillis()));
    try {
      receive(0);
      return true;
    } catch (SocketTimeoutException silence) {
      return false;
    } finally {
      datagrams.setSoTimeout(PATIENCE_MILLIS);
    }
  }

  /** Sends a text and gives what comes back. */
  String ask(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      send(bytes);
      return new String(receive(bytes.length), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Whether the peer has ended the stream, in order or by a reset; waits for it. */
  boolean ended() {
    try {
      return stream.getInputStream().read() < 0;
    } catch (SocketTimeoutException open) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  @Override
  public void close() {
    datagrams.close();
    try {
      stream.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
