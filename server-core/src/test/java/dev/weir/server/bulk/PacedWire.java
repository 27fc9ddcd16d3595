package dev.weir.server.bulk;

import dev.weir.linux.CpuTime;
import dev.weir.server.Loops;
import dev.weir.server.Server;
import dev.weir.server.UdpClient;
import dev.weir.server.UdpServer;
import dev.weir.server.connection.Metadata;
import dev.weir.server.metrics.Count;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A paced sender and what the kernel says of the arrival of its datagrams: not when a program saw
 * them, but when the network took them in (SO_TIMESTAMPNS).
 *
 * <p>By hand, strictly and at any rate, on a machine that does nothing else: {@code PacedWire
 * DATAGRAMS_A_SECOND SECONDS [BYTES]}.
 */
final class PacedWire {
  static final long WINDOW = TimeUnit.MILLISECONDS.toNanos(100);
  static final int WINDOWS_A_SECOND = 10;

  /** How late a loop may run a task where nobody takes the processor away. */
  private static final long PUNCTUAL = TimeUnit.MILLISECONDS.toNanos(2);

  private final long perSecond;
  private final int bytes;

  /** Each window's datagrams, by the kernel's clock from the first one on. */
  private final long[] arrived;

  /** How long the sender's loop was late in each window, all in all, by the sender's clock. */
  private final long[] late;

  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong first = new AtomicLong();

  /** When the first one was sent, by the sender's clock; on the sender's loop. */
  private long started;

  private double cpu;

  private PacedWire(long perSecond, int bytes, int seconds) {
    this.perSecond = perSecond;
    this.bytes = bytes;
    this.arrived = new long[seconds * WINDOWS_A_SECOND];
    this.late = new long[seconds * WINDOWS_A_SECOND];
  }

  /** Sends for some seconds, and gives what was seen. */
  static PacedWire measure(long perSecond, int bytes, int seconds) throws Exception {
    PacedWire wire = new PacedWire(perSecond, bytes, seconds);
    try (Loops sending = Loops.of(1, "paced");
        Loops receiving = Loops.of(1, "clocked");
        Server server =
            UdpServer.on("udp://127.0.0.1:0")
                .loops(receiving)
                .options("SO_RCVBUF=4m")
                .metadata(Metadata.TIMESTAMP)
                .batches((batch, replies) -> wire.arrived(batch))
                .start()) {
      Channel channel =
          UdpClient.to(server.endpoint())
              .loops(sending)
              .pipeline(p -> p.last("nothing", ChannelInboundHandlerAdapter::new))
              .connect()
              .get();
      wire.send(channel);
      channel.close().sync();
      wire.lost.addAndGet(-server.counters().get(Count.DATAGRAMS_IN));
    }
    return wire;
  }

  private void arrived(DatagramBatch batch) {
    Instant at = batch.receivedAt().orElseThrow();
    long nanos = TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano();
    first.compareAndSet(0, nanos);
    int window = (int) ((nanos - first.get()) / WINDOW);
    if (window < arrived.length) {
      arrived[window] += batch.count();
    }
  }

  private void send(Channel channel) throws Exception {
    Future<CpuTime> warm = channel.eventLoop().schedule(CpuTime::ofThread, 1, TimeUnit.SECONDS);
    long begun = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
    ScheduledFuture<?> watch = watch(channel);
    Transfer source =
        Bulk.datagramSource(
            channel,
            new byte[bytes],
            (memory, offset, number, now) -> started = number == 0 ? now : started,
            new Until(
                Pace.datagrams(perSecond, bytes).datagramGate(bytes),
                (arrived.length + 1) * WINDOW));
    source.ended().toCompletableFuture().get(10L + arrived.length, TimeUnit.SECONDS);
    watch.cancel(false);
    double seconds = (System.nanoTime() - begun) / 1e9;
    CpuTime used = channel.eventLoop().submit(CpuTime::ofThread).get().since(warm.get());
    cpu = used.totalNanos() / 1e9 / seconds;
    lost.set(source.bytes() / bytes);
  }

  /** Sends for a time. */
  private record Until(Gate gate, long nanos) implements Gate {
    @Override
    public long allowed(long sent, long elapsedNanos) {
      return elapsedNanos < nanos ? gate.allowed(sent, elapsedNanos) : 0;
    }

    @Override
    public long delayNanos(long sent, long elapsedNanos) {
      return elapsedNanos < nanos ? gate.delayNanos(sent, elapsedNanos) : Long.MAX_VALUE;
    }
  }

  private ScheduledFuture<?> watch(Channel channel) {
    long period = TimeUnit.MILLISECONDS.toNanos(1);
    long[] due = {System.nanoTime() + period};
    return channel
        .eventLoop()
        .scheduleAtFixedRate(
            () -> {
              long now = System.nanoTime();
              note(now - started, now - due[0]);
              due[0] = Math.max(due[0] + period, now);
            },
            period,
            period,
            TimeUnit.NANOSECONDS);
  }

  private void note(long since, long by) {
    int window = (int) (since / WINDOW);
    if (started != 0 && by > PUNCTUAL && window < late.length) {
      late[window] += by;
    }
  }

  /** Windows in which the sender's loop had its processor, and nothing to catch up on. */
  List<Integer> undisturbed() {
    List<Integer> whole = new ArrayList<>();
    long owed = 0;
    for (int i = 0; i < arrived.length; i++) {
      owed = Math.max(0, owed - WINDOW / 2) + late[i];
      // A pause that ends in the next window may have begun in this one.
      if (owed == 0 && (i + 1 == late.length || late[i + 1] == 0)) {
        whole.add(i);
      }
    }
    return whole;
  }

  long arrived(int window) {
    return arrived[window];
  }

  /** Of some seconds on end. */
  long arrivedInSecond(int second) {
    return LongStream.of(arrived)
        .skip((long) second * WINDOWS_A_SECOND)
        .limit(WINDOWS_A_SECOND)
        .sum();
  }

  long arrived() {
    return LongStream.of(arrived).sum();
  }

  /** Of one datagram, or 5 %, whichever is larger. */
  boolean even(int window) {
    double expected = (double) perSecond / WINDOWS_A_SECOND;
    return Math.abs(arrived[window] - expected) <= Math.max(1, expected / 20);
  }

  /** Seconds of a processor in each second, from the second one on: the first warms up. */
  double cpu() {
    return cpu;
  }

  /** What was seen, in words. */
  String report() {
    int seconds = arrived.length / WINDOWS_A_SECOND;
    double worst =
        IntStream.range(0, seconds)
            .mapToDouble(s -> Math.abs(arrivedInSecond(s) - perSecond) * 100.0 / perSecond)
            .max()
            .orElse(0);
    long even = IntStream.range(0, arrived.length).filter(this::even).count();
    return "%d/s of %d B for %d s: worst second %.3f %%, %.1f %% of windows even, %.3f CPU, %d lost"
        .formatted(
            perSecond, bytes, seconds, worst, even * 100.0 / arrived.length, cpu, lost.get());
  }

  /** The strict run. */
  public static void main(String[] arguments) throws Exception {
    long perSecond = Long.parseLong(arguments[0]);
    int seconds = Integer.parseInt(arguments[1]);
    int bytes = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 200;
    System.out.println(measure(perSecond, bytes, seconds).report());
  }
}
