package dev.weir.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Many UDP peers of a server that counts what each of them sent. They wait for each answer, and
 * fail the test where it is wrong, comes from elsewhere than was asked, or does not come.
 */
final class PeerCrowd implements Closeable {
  private static final int PATIENCE_MILLIS = 30_000;

  private static final class Member {
    private final DatagramChannel channel;
    private int count;
    private String waitsFor = "";

    Member(DatagramChannel channel) {
      this.channel = channel;
    }
  }

  private final Selector selector = Selector.open();
  private final List<Member> members = new ArrayList<>();
  private final ByteBuffer memory = ByteBuffer.allocate(2000);
  private final InetSocketAddress server;
  private long asked;
  private int waiting;

  PeerCrowd(int size, String host, int port) throws IOException {
    server = new InetSocketAddress(InetAddress.getByName(host), port);
    InetAddress own = InetAddress.getByName(host.contains(":") ? "::1" : "127.0.0.1");
    for (int i = 0; i < size; i++) {
      DatagramChannel channel = DatagramChannel.open();
      Member member = new Member(channel);
      members.add(member);
      channel.bind(new InetSocketAddress(own, 0)).configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, member);
    }
  }

  /** How many datagrams were sent, and answered. */
  long asked() {
    return asked;
  }

  void askAll() throws IOException {
    ask(IntStream.range(0, members.size()));
  }

  /** All of them at once; ends when all have been answered. */
  void ask(IntStream indices) throws IOException {
    for (int index : indices.toArray()) {
      send(members.get(index), "from " + index);
    }
    awaitAnswers();
  }

  /** Asks the server to end a session, so that its count begins anew. */
  void end(int index) throws IOException {
    send(members.get(index), "end");
    awaitAnswers();
    members.get(index).count = 0;
  }

  private void send(Member member, String text) throws IOException {
    member.count++;
    member.waitsFor = member.count + " " + text;
    member.channel.send(ByteBuffer.wrap(text.getBytes(UTF_8)), server);
    asked++;
    waiting++;
  }

  private void awaitAnswers() throws IOException {
    while (waiting > 0) {
      int ready = selector.select(key -> receive((Member) key.attachment()), PATIENCE_MILLIS);
      assertThat(ready).as("answers, of %d that are missing", waiting).isPositive();
    }
  }

  private void receive(Member member) {
    try {
      memory.clear();
      @Nullable SocketAddress from = member.channel.receive(memory);
      if (from instanceof InetSocketAddress other && other.getPort() != server.getPort()) {
        // Late answers of other servers, to whoever had this port before.
        return;
      }
      assertThat(from).isEqualTo(server);
      assertThat(UTF_8.decode(memory.flip()).toString()).isEqualTo(member.waitsFor);
      member.waitsFor = "";
      waiting--;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() throws IOException {
    selector.close();
    for (Member member : members) {
      member.channel.close();
    }
  }
}
