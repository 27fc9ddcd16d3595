package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.iperf3.access.Credentials;
import dev.weir.bandwidth.report.HostPort;
import dev.weir.bandwidth.report.IntervalReport;
import dev.weir.bandwidth.report.Protocol;
import dev.weir.bandwidth.report.TestEvents;
import dev.weir.server.Loops;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.endpoint.Scheme;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * A recipe for iperf3 tests against a server, Weir's or the original. Immutable: every method gives
 * a new recipe, and one recipe may run many tests.
 *
 * <pre>{@code
 * Iperf3Result result =
 *     Iperf3Client.to("server:5201").reverse().streams(4).duration(Duration.ofSeconds(10)).run();
 * System.out.println(result.bitrate());
 * }</pre>
 */
public final class Iperf3Client {

  /** The release whose parameters these are, as servers are told. */
  private static final String VERSION = "3.21";

  private static final long UDP_RATE = 1 << 20;

  private final ClientSettings settings;

  private Iperf3Client(ClientSettings settings) {
    this.settings = settings;
  }

  /**
   * A test against a server: TCP, 10 seconds, one stream, this end sends.
   *
   * @param server host and port, {@code server:5201}, {@code [::1]:5201}; without a port 5201
   * @return the recipe
   * @throws IllegalArgumentException where it is neither a name nor an address
   */
  public static Iperf3Client to(String server) {
    boolean port = server.lastIndexOf(':') > server.lastIndexOf(']');
    Endpoint endpoint = Endpoint.parse("tcp://" + server + (port ? "" : ":" + Iperf3Server.PORT));
    return to(endpoint.host(), endpoint.port());
  }

  /**
   * A test against a server: TCP, 10 seconds, one stream, this end sends.
   *
   * @param host a name or an address in figures, without brackets
   * @param port 1 to 65535
   * @return the recipe
   * @throws IllegalArgumentException where it is neither a name nor an address
   */
  public static Iperf3Client to(String host, int port) {
    Endpoint endpoint = new Endpoint(Scheme.TCP, host, port);
    return new Iperf3Client(
        ClientSettings.of(
            new HostPort(endpoint.host(), endpoint.port()),
            TestParameters.of(Protocol.TCP).with(Parameter.CLIENT_VERSION, VERSION),
            Loops.shared()));
  }

  /**
   * With datagrams instead of connections: 1 Mbit/s (2^20) where no rate is chosen, datagrams that
   * pass the path unfragmented where no size is.
   *
   * @return the new recipe
   */
  public Iperf3Client udp() {
    TestParameters udp = settings.parameters().carriedBy(Protocol.UDP);
    Iperf3Client changed = parameters(udp);
    return udp.isSet(Parameter.BANDWIDTH) ? changed : changed.bitrate(UDP_RATE);
  }

  /**
   * With the server sending.
   *
   * @return the new recipe
   */
  public Iperf3Client reverse() {
    return with(Parameter.REVERSE, 1);
  }

  /**
   * With both ends sending at the same time, on streams of their own.
   *
   * @return the new recipe
   */
  public Iperf3Client bidirectional() {
    return with(Parameter.BIDIRECTIONAL, 1);
  }

  /**
   * With several streams in each direction.
   *
   * @param count 1 to 128; 1 by default
   * @return the new recipe
   * @throws IllegalArgumentException where it is out of range
   */
  public Iperf3Client streams(int count) {
    return with(Parameter.PARALLEL, count);
  }

  /**
   * With another duration.
   *
   * @param time whole seconds up to a day, zero for no end by time; 10 seconds by default
   * @return the new recipe
   * @throws IllegalArgumentException where it is out of range, or no whole seconds
   */
  public Iperf3Client duration(Duration time) {
    return with(Parameter.TIME, seconds("duration", time));
  }

  /**
   * With seconds at the start that do not count.
   *
   * @param time whole seconds up to 600; none by default
   * @return the new recipe
   * @throws IllegalArgumentException where it is out of range, or no whole seconds
   */
  public Iperf3Client omit(Duration time) {
    return with(Parameter.OMIT, seconds("omit", time));
  }

  /** Half a second would be none, and a test of no duration never ends. */
  private static long seconds(String name, Duration time) {
    if (!time.equals(Duration.ofSeconds(time.toSeconds()))) {
      throw new IllegalArgumentException(
          name + ": " + time + " (expected: whole seconds); the protocol has no fractions");
    }
    return time.toSeconds();
  }

  /**
   * With an end by bytes instead of time.
   *
   * @param count of all streams of a direction together, above 0
   * @return the new recipe
   */
  public Iperf3Client bytes(long count) {
    return with(Parameter.NUM, count).with(Parameter.TIME, 0);
  }

  /**
   * With an end by blocks, or datagrams, instead of time.
   *
   * @param count of all streams of a direction together, above 0
   * @return the new recipe
   */
  public Iperf3Client blocks(long count) {
    return with(Parameter.BLOCKCOUNT, count).with(Parameter.TIME, 0);
  }

  /**
   * With another size of writes, or of datagrams.
   *
   * @param bytes 1 to 1048576, for UDP 16 to 65507; 131072 for TCP by default
   * @return the new recipe
   * @throws IllegalArgumentException where it is out of range
   */
  public Iperf3Client blockSize(int bytes) {
    return with(Parameter.LEN, bytes);
  }

  /**
   * With a rate that each sender keeps to.
   *
   * @param bitsPerSecond and stream, 0 for no limit
   * @return the new recipe
   * @throws IllegalArgumentException where it is out of range
   */
  public Iperf3Client bitrate(long bitsPerSecond) {
    return with(Parameter.BANDWIDTH, bitsPerSecond);
  }

  /**
   * With a congestion control at both ends.
   *
   * @param name such as {@code cubic}; a server that does not have it takes its own
   * @return the new recipe
   */
  public Iperf3Client congestion(String name) {
    return parameters(settings.parameters().with(Parameter.CONGESTION, name));
  }

  /**
   * With any number or flag that a server can be asked for.
   *
   * @param parameter which
   * @param value its value, 1 for a flag that is on
   * @return the new recipe
   * @throws IllegalArgumentException where it is out of range
   */
  public Iperf3Client with(Parameter parameter, long value) {
    try {
      return parameters(settings.parameters().with(parameter, value));
    } catch (TestFailure refused) {
      throw new IllegalArgumentException(
          parameter.key() + ": " + value + " (expected: in range); " + refused.reason(), refused);
    }
  }

  /**
   * With parameters made elsewhere, instead of all chosen so far.
   *
   * @param asked what the server is asked for
   * @return the new recipe
   */
  public Iperf3Client parameters(TestParameters asked) {
    TestParameters versioned =
        asked.text(Parameter.CLIENT_VERSION).isPresent()
            ? asked
            : asked.with(Parameter.CLIENT_VERSION, VERSION);
    return new Iperf3Client(settings.parameters(versioned));
  }

  /**
   * With another time between two reports.
   *
   * @param seconds 0 for none but the last; 1 by default
   * @return the new recipe
   */
  public Iperf3Client interval(double seconds) {
    return new Iperf3Client(settings.interval(seconds));
  }

  /**
   * With somebody who is told the test's story, instead of an earlier one.
   *
   * @param listener called on a loop, which it must not block
   * @return the new recipe
   */
  public Iperf3Client listener(TestEvents listener) {
    return new Iperf3Client(settings.events(listener));
  }

  /**
   * With somebody who is told of each interval, beside any other listener.
   *
   * @param listener called on a loop, which it must not block
   * @return the new recipe
   */
  public Iperf3Client onInterval(Consumer<IntervalReport> listener) {
    TestEvents intervals =
        new TestEvents() {
          @Override
          public void interval(IntervalReport interval) {
            listener.accept(interval);
          }
        };
    return listener(TestEvents.all(List.of(settings.events(), intervals)));
  }

  /**
   * With another time to wait for each connection.
   *
   * @param longest above 0, up to a day; 10 seconds by default
   * @return the new recipe
   */
  public Iperf3Client connectTimeout(Duration longest) {
    return sockets(settings.sockets().connectTimeout(longest));
  }

  /**
   * With another time that a test which should receive data may receive none, or a test that no
   * time ends may send none.
   *
   * @param longest above 0; 120 seconds by default
   * @return the new recipe
   */
  public Iperf3Client receiveTimeout(Duration longest) {
    return new Iperf3Client(settings.receiveTimeout(longest));
  }

  /**
   * With another time that the server may take for each of its answers.
   *
   * @param longest above 0; 30 seconds by default
   * @return the new recipe
   */
  public Iperf3Client answerTimeout(Duration longest) {
    return new Iperf3Client(settings.answerTimeout(longest));
  }

  /**
   * With another time that a server may let this client wait for its turn, while it is busy with
   * the tests of others.
   *
   * @param longest above 0; one hour by default
   * @return the new recipe
   */
  public Iperf3Client queueTimeout(Duration longest) {
    return new Iperf3Client(settings.queueTimeout(longest));
  }

  /**
   * With a local address for all connections.
   *
   * @param address resolved; its port is used for the control connection, so it is 0 as a rule
   * @return the new recipe
   */
  public Iperf3Client localAddress(InetSocketAddress address) {
    return sockets(settings.sockets().local(address));
  }

  /**
   * With fixed local ports for the data streams.
   *
   * @param first of the first stream; each further one takes the next
   * @return the new recipe
   */
  public Iperf3Client clientPort(int first) {
    return sockets(settings.sockets().firstPort(first));
  }

  /**
   * With a network device for all connections.
   *
   * @param name such as {@code eth0}
   * @return the new recipe
   */
  public Iperf3Client device(String name) {
    return sockets(settings.sockets().device(name));
  }

  /**
   * With a bound on the time that sent data may stay unacknowledged, on all connections.
   *
   * @param longest above 0, in milliseconds; the system's by default
   * @return the new recipe
   */
  public Iperf3Client sendTimeout(Duration longest) {
    return sockets(settings.sockets().sendTimeout(longest));
  }

  /**
   * With keepalive of the control connection, which is silent during a test.
   *
   * @param kept the times; none by default
   * @return the new recipe
   */
  public Iperf3Client keepAlive(KeepAlive kept) {
    return sockets(settings.sockets().keepAlive(kept));
  }

  private Iperf3Client sockets(ClientSockets sockets) {
    return new Iperf3Client(settings.sockets(sockets));
  }

  /**
   * With a name and a password, for servers that let only their users test.
   *
   * @param who the client says it is
   * @return the new recipe
   */
  public Iperf3Client credentials(Credentials who) {
    return new Iperf3Client(settings.credentials(who));
  }

  /**
   * With a file that is sent, or received into, instead of random bytes; TCP only. Where it is sent
   * its end is the test's.
   *
   * @param path of this machine; received into, it is made or written over
   * @return the new recipe
   */
  public Iperf3Client file(Path path) {
    return new Iperf3Client(settings.file(path));
  }

  /**
   * With additional output for whoever looks for a mistake.
   *
   * @param told what is said on the control connection
   * @return the new recipe
   */
  public Iperf3Client trace(Trace told) {
    return new Iperf3Client(settings.trace(told));
  }

  /**
   * With a probe of the round-trip time in place of data: on the last stream that this client sends
   * on, in a bidirectional test on all of them, two segments every 50 ms. So with {@code
   * streams(2)} one carries the load and the other measures what that does to the latency, and in a
   * bidirectional test the server's load is measured. TCP only; where there is no epoll nothing is
   * told.
   *
   * @param told round-trip times as the kernel sees them, on a loop, which it must not block
   * @return the new recipe
   */
  public Iperf3Client probe(Consumer<Duration> told) {
    return new Iperf3Client(settings.probe(told));
  }

  /**
   * With loops that others use too, instead of those that all clients of a process share.
   *
   * @param loops which the caller closes, after the test
   * @return the new recipe
   */
  public Iperf3Client loops(Loops loops) {
    return new Iperf3Client(settings.loops(loops));
  }

  /**
   * Begins a test. Never blocks.
   *
   * @return the test under way
   * @throws IllegalArgumentException where the parameters do not go together
   */
  public Iperf3Test start() {
    try {
      settings.parameters().checked();
    } catch (TestFailure refused) {
      throw new IllegalArgumentException(refused.reason(), refused);
    }
    Rehearsal.begin();
    ClientSession session = new ClientSession(settings);
    session.begin();
    return new Iperf3Test(session);
  }

  /**
   * Runs a test and waits for it; not for loops.
   *
   * @return what it measured
   * @throws TestFailure where it failed, with the reason in the protocol's words
   * @throws InterruptedException where the thread is interrupted; the test is cancelled
   */
  public Iperf3Result run() throws TestFailure, InterruptedException {
    Iperf3Test test = start();
    try {
      return test.result().get();
    } catch (InterruptedException interrupted) {
      test.cancel();
      throw interrupted;
    } catch (ExecutionException failed) {
      throw ConnectFailure.of(ErrorCode.INITIALIZATION, failed);
    }
  }
}
