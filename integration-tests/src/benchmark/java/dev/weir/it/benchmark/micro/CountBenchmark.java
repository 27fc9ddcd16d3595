package dev.weir.it.benchmark.micro;

import dev.weir.server.admission.Door;
import dev.weir.server.admission.Place;
import dev.weir.server.admission.Room;
import dev.weir.server.connection.Limits;
import dev.weir.server.metrics.Counters;
import dev.weir.server.metrics.Tallies;
import dev.weir.server.metrics.Traffic;
import io.netty.util.concurrent.DefaultEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What is counted: each message, each scrape, each connection at the door. */
public class CountBenchmark {

  /** A message in and out. */
  @Benchmark
  @Budget(bytes = Budget.NO_OBJECT)
  public void message(Counted counted) {
    counted.traffic.received(64);
    counted.traffic.sent(64);
  }

  /** All counters of a server, as a scrape or a person asks for them. */
  @Benchmark
  @Budget(bytes = 10_000)
  public Counters scrape(Counted counted) {
    return Counters.of(List.of(counted.tallies));
  }

  /** A connection that comes and goes, of one address among a thousand that have others. */
  @Benchmark
  @Budget(bytes = 128)
  public void door(Doors doors) {
    if (doors.door.enter(doors.peer) instanceof Place place) {
      place.leave();
    }
  }

  /** Counters of a loop. */
  @State(Scope.Thread)
  public static class Counted {
    private final Tallies tallies = new Tallies();
    private final DefaultEventExecutor loop = new DefaultEventExecutor();
    private final Traffic traffic = Traffic.of(tallies, loop);

    /** Ends. */
    @TearDown
    public void stop() {
      loop.shutdownGracefully();
    }
  }

  /** A door with addresses behind it. */
  @State(Scope.Thread)
  public static class Doors {
    private static final int OTHERS = 1000;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Door door =
        new Door(Limits.defaults().perAddress(64).admission(), new Endless(), timer);
    private final InetSocketAddress peer = address(OTHERS / 2);

    /** Lets the others in. */
    public Doors() {
      for (int i = 0; i < OTHERS; i++) {
        if (!(door.enter(address(i)) instanceof Place)) {
          throw new IllegalStateException("refused: " + i);
        }
      }
    }

    private static InetSocketAddress address(int number) {
      byte[] bytes = {10, 0, (byte) (number >> 8), (byte) number};
      try {
        return new InetSocketAddress(InetAddress.getByAddress(bytes), 1000);
      } catch (java.net.UnknownHostException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    /** Ends. */
    @TearDown
    public void stop() {
      timer.shutdownNow();
    }
  }

  private static final class Endless implements Room {
    @Override
    public boolean enter() {
      return true;
    }

    @Override
    public void leave() {
      // There is always room.
    }
  }
}
