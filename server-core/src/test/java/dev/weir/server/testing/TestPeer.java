package dev.weir.server.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.server.TcpServer;
import dev.weir.server.connection.Accepted;
import dev.weir.server.connection.DrainEvent;
import dev.weir.server.connection.Limits;
import dev.weir.server.metrics.Counters;
import dev.weir.server.metrics.Tallies;
import dev.weir.server.pipeline.Pipeline;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The peer of one connection to a recipe's handlers, without a socket and without a server: a test
 * sends and receives as a client would. The recipe's whole pipeline is there, Weir's own stages
 * included, and limits, back-pressure, half-close, drain and counters are the real ones. Endpoints
 * and socket options are not used.
 *
 * <pre>{@code
 * TcpServer shout = TcpServer.on("tcp://:7000").handle(Shout::new);
 * try (TestPeer peer = TestPeer.inStep(shout)) {
 *   peer.send("hel");
 *   peer.send("lo\n");
 *   assertEquals("HELLO", peer.receiveLine());
 * }
 * }</pre>
 *
 * <p>There are two kinds. A peer {@linkplain #inStep in step} needs no other thread: the handlers
 * run within the peer's own methods, and time stands still except in {@link #advance}. It suits
 * {@code pipeline} and {@code handle}. A {@linkplain #of running} peer has a loop of its own, in
 * real time, and its methods wait; it suits {@code serve} too.
 *
 * <p>Closing the peer fails with an {@link AssertionError} where a buffer of this connection was
 * not released, or a handler threw what nobody asked for by {@link #failures()}. A peer belongs to
 * one thread.
 */
public final class TestPeer implements AutoCloseable {
  /** Bytes that either side may send ahead of the other, unless said otherwise. */
  public static final int WINDOW = 64 * 1024;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final CountedBuffers buffers = new CountedBuffers();
  private final Tallies tallies = new Tallies();
  private final Witness witness = new Witness();
  private final PeerBytes received = new PeerBytes(WINDOW);
  private final Drive drive;
  private final MemoryChannel channel;
  private Duration patience = PATIENCE;
  private boolean failuresSeen;

  private TestPeer(Drive drive, Pipeline pipeline, Limits limits) {
    this.drive = drive;
    this.channel = new MemoryChannel(buffers, received, drive::changed);
    channel.pipeline().addLast(start(pipeline, limits));
    drive.run(() -> drive.loop().register(channel));
  }

  private ChannelInitializer<Channel> start(Pipeline pipeline, Limits limits) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel connection) {
        new Accepted(tallies, connection.eventLoop(), 0, limits).attach(connection);
        pipeline
            .before(Pipeline.ERRORS, Witness.NAME, () -> witness)
            .install(connection.pipeline());
      }
    };
  }

  /**
   * A peer whose connection is served by a loop with a thread of its own. Methods that wait do so
   * for up to 10 seconds, unless {@link #patience} says otherwise.
   *
   * @param recipe of any of the three ways to write a handler
   * @return connected
   */
  public static TestPeer of(TcpServer recipe) {
    return new TestPeer(new Running(), recipe.pipeline(), recipe.limits());
  }

  /**
   * A peer whose connection is served by the calling thread, within this peer's methods. Nothing
   * waits: what is not there after all handlers have run will not come.
   *
   * @param recipe made by {@code pipeline} or {@code handle}; a task of {@code serve} has a thread
   *     that nobody would wait for
   * @return connected
   */
  public static TestPeer inStep(TcpServer recipe) {
    return new TestPeer(new Stepping(), recipe.pipeline(), recipe.limits());
  }

  /**
   * How long methods wait before they fail. In step, nothing waits.
   *
   * @param longest above zero
   * @return this
   */
  public TestPeer patience(Duration longest) {
    patience = longest;
    return this;
  }

  /**
   * How much the server may send ahead of what the peer receives. A small window makes a slow peer:
   * what does not fit waits in the server, and the handler feels it as it would with a socket.
   *
   * @param bytes from 0; {@value #WINDOW} at first
   * @return this
   */
  public TestPeer window(int bytes) {
    received.window(bytes);
    drive.run(channel::roomMade);
    return this;
  }

  /**
   * Sends text in UTF-8, which the server reads in one piece.
   *
   * @param text to send
   */
  public void send(String text) {
    send(text.getBytes(UTF_8));
  }

  /**
   * Sends bytes, which the server reads in one piece. Where the server has not read {@value
   * #WINDOW} bytes of earlier ones, it waits for that first, as with a socket.
   *
   * @param bytes to send
   * @throws AssertionError where the server does not read
   */
  public void send(byte... bytes) {
    requireSoon(
        () -> channel.unread() < WINDOW || !channel.isOpen(),
        () -> "send: the server does not read: %d bytes wait for it".formatted(unread()));
    drive.run(() -> channel.arrived(bytes.clone()));
  }

  /**
   * Bytes that were sent and that the server has not read: more than zero where its handler keeps
   * it from reading.
   *
   * @return from 0
   */
  public int unread() {
    return channel.unread();
  }

  /** Ends the peer's side; it may still receive. */
  public void endOutput() {
    drive.run(channel::peerEnded);
  }

  /** Breaks the connection, as a reset from the network does. */
  public void reset() {
    drive.run(() -> channel.peerGone(new IOException("Connection reset by peer")));
  }

  /**
   * Receives bytes.
   *
   * @param count how many, 0 or more
   * @return exactly so many
   * @throws AssertionError where fewer come
   */
  public byte[] receive(int count) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (bytes.size() < count) {
      int wanted = count - bytes.size();
      requireSoon(
          () -> received.size() > 0,
          () ->
              "receive: %s (expected: %d bytes, %d more)"
                  .formatted(Outputs.text(bytes.toByteArray()), count, wanted));
      bytes.writeBytes(taken(wanted));
    }
    return bytes.toByteArray();
  }

  /**
   * Receives text in UTF-8.
   *
   * @param bytes how many, 0 or more
   * @return the text of exactly so many bytes
   * @throws AssertionError where fewer come
   */
  public String receiveText(int bytes) {
    return new String(receive(bytes), UTF_8);
  }

  /**
   * Receives a line in UTF-8, no longer than the window.
   *
   * @return without its end, LF or CRLF
   * @throws AssertionError where no whole line comes
   */
  public String receiveLine() {
    requireSoon(
        () -> received.lineLength() > 0,
        () ->
            "receive: %s (expected: a line)"
                .formatted(Outputs.text(received.take(received.size()))));
    return receiveText(received.lineLength()).replaceFirst("\r?\n$", "");
  }

  /**
   * Receives all until the server ends its side or closes.
   *
   * @return the bytes that were not received before
   * @throws AssertionError where the server does not end
   */
  public byte[] receiveToEnd() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (!received.ended() || received.size() > 0) {
      requireSoon(
          () -> received.size() > 0 || received.ended(),
          () ->
              "receive: %s (expected: the server ends its side)"
                  .formatted(Outputs.text(bytes.toByteArray())));
      bytes.writeBytes(taken(received.size()));
    }
    return bytes.toByteArray();
  }

  private byte[] taken(int most) {
    byte[] bytes = received.take(most);
    drive.run(channel::roomMade);
    return bytes;
  }

  /**
   * Bytes that could be received now.
   *
   * @return from 0
   */
  public int receivable() {
    return received.size();
  }

  /**
   * Whether the server has closed the connection.
   *
   * @return true for ever after
   */
  public boolean closed() {
    return !channel.isOpen();
  }

  /**
   * Waits until the server has closed the connection.
   *
   * @throws AssertionError where it does not
   */
  public void awaitClosed() {
    requireSoon(this::closed, () -> "connection: open (expected: closed by the server)");
  }

  /** Tells the handlers that their server stops, as {@code Server.drain} does. */
  public void drain() {
    drive.run(() -> channel.pipeline().fireUserEventTriggered(DrainEvent.INSTANCE));
  }

  /** Closes the server's end, as its drain does at the deadline: a task is interrupted. */
  public void force() {
    drain();
    drive.run(channel::close);
  }

  /**
   * Lets time pass for the stages' time-outs, which run up to a thousandth of it late. Deadlines of
   * a {@link dev.weir.server.connection.Connection} are in real time.
   *
   * @param time from zero
   * @throws IllegalStateException where the peer is not in step
   */
  public void advance(Duration time) {
    drive.advance(time);
  }

  /**
   * What came through to the pipeline's end: the messages of a decoder that has no handler behind
   * it.
   *
   * @return all so far, in order; their buffers are released when the peer is closed
   */
  public List<Object> messages() {
    drive.run(() -> {});
    return witness.messages();
  }

  /**
   * What the handlers threw. Whoever asks has seen it; otherwise it fails the test at the end.
   *
   * @return in order; empty where all went well
   */
  public List<Throwable> failures() {
    drive.run(() -> {});
    failuresSeen = true;
    return witness.failures();
  }

  /**
   * What the server would have counted.
   *
   * @return a snapshot
   */
  public Counters counters() {
    return Counters.of(List.of(tallies));
  }

  /**
   * Breaks off, and looks at what is left behind.
   *
   * @throws AssertionError where a buffer was not released, or a handler threw what the test has
   *     not asked for
   */
  @Override
  public void close() {
    drive.run(channel::close);
    witness.releaseAll();
    boolean released = drive.await(() -> buffers.held().isEmpty(), patience);
    drive.close();
    requireNoFailure();
    if (!released) {
      throw leaked(buffers.held());
    }
  }

  private void requireNoFailure() {
    Optional<Throwable> unseen =
        witness.failures().stream().filter(thrown -> !(thrown instanceof IOException)).findFirst();
    if (unseen.isPresent() && !failuresSeen) {
      throw new AssertionError(
          "a handler threw; a test that expects it asks for failures()", unseen.get());
    }
  }

  private static AssertionError leaked(List<CountedBuffers.Made> held) {
    return new AssertionError(
        "buffers: %d not released (expected: 0); the first was made where the cause says"
            .formatted(held.size()),
        held.getFirst().where());
  }

  private void requireSoon(BooleanSupplier condition, Supplier<String> otherwise) {
    if (!drive.await(condition, patience)) {
      AssertionError missing = new AssertionError(otherwise.get());
      witness.failures().forEach(missing::addSuppressed);
      throw missing;
    }
  }
}
