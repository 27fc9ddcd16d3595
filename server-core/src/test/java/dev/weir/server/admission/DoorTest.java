package dev.weir.server.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.server.connection.Limits;
import dev.weir.server.connection.Rate;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DoorTest {
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Hall hall = new Hall();

  /** Room without end that knows how many are in. */
  private static final class Hall implements Room {
    private final AtomicInteger inside = new AtomicInteger();

    @Override
    public boolean enter() {
      return inside.incrementAndGet() > 0;
    }

    @Override
    public void leave() {
      inside.decrementAndGet();
    }
  }

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  private Door door(Limits limits) {
    return new Door(limits.admission(), hall, timer);
  }

  private static SocketAddress from(String address) {
    return new InetSocketAddress(address, 1);
  }

  @Test
  void countsAnAddressByItsPrefix() {
    Door door = door(Limits.defaults().perAddress(2));
    assertThat(door.enter(from("2001:db8::1"))).isInstanceOf(Place.class);
    assertThat(door.enter(from("2001:db8::2"))).isInstanceOf(Place.class);
    assertThat(door.enter(from("2001:db8::3"))).isEqualTo(Refusal.ADDRESS);
    assertThat(door.enter(from("2001:db8:0:1::3"))).isInstanceOf(Place.class);
    assertThat(door.enter(from("10.0.0.1"))).isInstanceOf(Place.class);
    assertThat(door.enter(from("10.0.0.2"))).isInstanceOf(Place.class);
    assertThat(hall.inside).hasValue(5);
  }

  @Test
  void aPlaceIsGivenBackOnce() {
    Door door = door(Limits.defaults().perAddress(1));
    Place place = (Place) door.enter(from("10.0.0.1"));
    Place other = (Place) door.enter(from("10.0.0.2"));
    place.leave();
    place.leave();
    assertThat(door.enter(from("10.0.0.1"))).isInstanceOf(Place.class);
    assertThat(door.enter(from("10.0.0.2"))).isEqualTo(Refusal.ADDRESS);
    other.leave();
    assertThat(door.addresses()).isEqualTo(1);
  }

  @Test
  void rulesComeFirstAndChange() {
    Door door = door(Limits.defaults().deny("10.0.0.0/8"));
    assertThat(door.enter(from("10.0.0.1"))).isEqualTo(Refusal.RULE);
    assertThat(hall.inside).hasValue(0);
    door.limits(Limits.defaults().deny("11.0.0.0/8").admission());
    assertThat(door.enter(from("10.0.0.1"))).isInstanceOf(Place.class);
    assertThat(door.enter(from("11.0.0.1"))).isEqualTo(Refusal.RULE);
  }

  @Test
  void aBucketHoldsAsManyAsItsRateSays() {
    Limits limits = Limits.defaults().acceptRate(new Rate(3, Duration.ofHours(1)));
    Door door = door(limits);
    IntStream.range(0, 3)
        .forEach(i -> assertThat(door.enter(from("10.0.0." + i))).isInstanceOf(Place.class));
    assertThat(door.enter(from("10.0.0.9"))).isEqualTo(Refusal.RATE);
    assertThat(hall.inside).hasValue(3);
    door.limits(limits.acceptRate(Rate.UNLIMITED).admission());
    assertThat(door.enter(from("10.0.0.9"))).isInstanceOf(Place.class);
  }

  @Test
  void aBucketFillsAgain() {
    Door door = door(Limits.defaults().acceptRate(new Rate(1, Duration.ofMillis(50))));
    assertThat(door.enter(from("10.0.0.1"))).isInstanceOf(Place.class);
    Awaitility.await().until(() -> door.enter(from("10.0.0.1")) instanceof Place);
  }

  @Test
  void eachAddressHasItsBucket() {
    Door door = door(Limits.defaults().acceptRatePerAddress(new Rate(1, Duration.ofHours(1))));
    Place first = (Place) door.enter(from("10.0.0.1"));
    assertThat(door.enter(from("10.0.0.1"))).isEqualTo(Refusal.ADDRESS_RATE);
    assertThat(door.enter(from("10.0.0.2"))).isInstanceOf(Place.class);
    first.leave();
    assertThat(door.enter(from("10.0.0.1"))).isEqualTo(Refusal.ADDRESS_RATE);
  }

  /** An address stays known after its connections, for its rate, and no longer than that. */
  @Test
  void addressesAreForgotten() {
    Door door = door(Limits.defaults().acceptRatePerAddress(new Rate(1, Duration.ofMillis(300))));
    List<Place> places = new ArrayList<>();
    IntStream.range(0, 100).forEach(i -> places.add((Place) door.enter(from("10.0.0." + i))));
    places.forEach(Place::leave);
    Awaitility.await().until(() -> door.addresses() == 0);
    assertThat(hall.inside).hasValue(100);
  }

  @Test
  void memoryIsBoundedWhoeverComes() throws Exception {
    Door door = door(Limits.defaults().acceptRatePerAddress(new Rate(1, Duration.ofDays(1))));
    byte[] address = new byte[16];
    address[0] = 0x20;
    for (int i = 0; i < AddressTable.MOST_LINGERING + 5_000; i++) {
      address[5] = (byte) (i >> 16);
      address[6] = (byte) (i >> 8);
      address[7] = (byte) i;
      InetSocketAddress remote = new InetSocketAddress(InetAddress.getByAddress(address), 1);
      ((Place) door.enter(remote)).leave();
    }
    assertThat(door.addresses()).isEqualTo(AddressTable.MOST_LINGERING);
  }

  @Test
  void anotherPrefixLengthCountsAnew() {
    Door door = door(Limits.defaults().perAddress(1));
    Place old = (Place) door.enter(from("10.0.0.1"));
    door.limits(Limits.defaults().perAddress(1).prefixes(24, 64).admission());
    assertThat(door.enter(from("10.0.0.2"))).isInstanceOf(Place.class);
    assertThat(door.enter(from("10.0.0.3"))).isEqualTo(Refusal.ADDRESS);
    old.leave();
    assertThat(door.enter(from("10.0.0.3"))).isEqualTo(Refusal.ADDRESS);
  }

  @Test
  void threadsAgreeOnOneAddress() throws Exception {
    Door door = door(Limits.defaults().perAddress(3));
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Thread> threads =
        IntStream.range(0, 8)
            .mapToObj(i -> Thread.ofPlatform().start(() -> comeAndGo(door, inside, most)))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(most.get()).isBetween(1, 3);
    assertThat(door.addresses()).isZero();
  }

  private static void comeAndGo(Door door, AtomicInteger inside, AtomicInteger most) {
    for (int i = 0; i < 20_000; i++) {
      if (door.enter(from("10.0.0.1")) instanceof Place place) {
        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
        inside.decrementAndGet();
        place.leave();
      }
    }
  }
}
