package dev.weir.bandwidth.iperf3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weir.server.Loops;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one client address may use of a server, and that others have theirs. */
class AddressQuotasTest {

  private static final long DAY = TimeUnit.DAYS.toNanos(1);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Loops loops = Loops.of(2, "quotas");

  private RunningIperf3Server server(Iperf3Limits limits) {
    return Iperf3Server.on("tcp://0.0.0.0:0").loops(loops).limits(limits).start();
  }

  private static Iperf3Limits limits() {
    return Iperf3Limits.defaults();
  }

  @AfterEach
  void close() {
    loops.close();
  }

  private static TestParameters parameters(String json) throws TestFailure {
    return ParameterMessage.read(json.getBytes(StandardCharsets.UTF_8)).parameters();
  }

  private static void expectRefusal(RunningIperf3Server server, String parameters, ErrorCode code)
      throws IOException {
    try (RawClient client = new RawClient(server)) {
      client.greet().expect(State.PARAM_EXCHANGE).document(parameters).expectRefusal(code);
    }
  }

  private static void expectRoom(RunningIperf3Server server, String from, String parameters)
      throws IOException {
    try (RawClient client = new RawClient(server, InetAddress.getByName(from))) {
      client.run(parameters).send(State.IPERF_DONE).expectEnd();
    }
  }

  @Test
  void anAddressWithAsManyTestsAsItMayHaveIsToldThatTheServerIsBusy() throws IOException {
    try (RunningIperf3Server server = server(limits().testsPerAddress(1));
        RawClient first = new RawClient(server);
        RawClient second = new RawClient(server)) {
      first.run("{}");
      second.greet().expect(State.ACCESS_DENIED).expectEnd();
      expectRoom(server, "127.0.0.2", "{}");
    }
  }

  @Test
  void moreTimeThanIsLeftIsRefused() throws IOException {
    try (RunningIperf3Server server = server(limits().timePerAddress(Duration.ofSeconds(5)))) {
      expectRefusal(server, "{\"time\":6}", ErrorCode.MAXIMUM_DURATION);
      expectRefusal(server, "{\"time\":4,\"omit\":2}", ErrorCode.MAXIMUM_DURATION);
      expectRoom(server, "127.0.0.1", "{\"time\":5}");
    }
  }

  @Test
  void aTestWithoutAnEndEndsWithItsAddressesTime() throws Exception {
    try (RunningIperf3Server server = server(limits().timePerAddress(Duration.ofSeconds(1)))) {
      try (RawClient client = new RawClient(server)) {
        client.run("{\"time\":0}").expectRefusal(ErrorCode.DURATION_EXPIRED);
      }
      expectRefusal(server, "{\"time\":0}", ErrorCode.MAXIMUM_DURATION);
      expectRoom(server, "127.0.0.2", "{\"time\":1}");
    }
  }

  @Test
  void anAddressThatHasMovedItsBytesIsRefused() throws Exception {
    try (RunningIperf3Server server = server(limits().bytesPerAddress(1_000_000))) {
      expectRefusal(server, "{\"num\":1000001}", ErrorCode.TOTAL_RATE);
      try (RawClient client = new RawClient(server)) {
        client.agree("{\"time\":0}");
        Socket stream = client.stream();
        client.expect(State.TEST_START).expect(State.TEST_RUNNING);
        stream.getOutputStream().write(new byte[1_500_000]);
        client.expectRefusal(ErrorCode.TOTAL_RATE);
      }
      expectRefusal(server, "{}", ErrorCode.TOTAL_RATE);
      expectRoom(server, "127.0.0.2", "{}");
    }
  }

  @Test
  void bytesOfATestThatEndedBeforeItWasLookedAtCount() throws Exception {
    try (RunningIperf3Server server = server(limits().bytesPerAddress(1_000_000))) {
      try (RawClient client = new RawClient(server)) {
        client.agree("{}");
        Socket stream = client.stream();
        client.expect(State.TEST_START).expect(State.TEST_RUNNING);
        stream.getOutputStream().write(new byte[1_500_000]);
        client.send(State.TEST_END).expect(State.EXCHANGE_RESULTS).send(State.IPERF_DONE);
        client.expectEnd();
      }
      await().until(() -> server.tests() == 0);
      expectRefusal(server, "{}", ErrorCode.TOTAL_RATE);
    }
  }

  @Test
  void testsOfAnAddressShareItsBitrate() throws IOException {
    try (RunningIperf3Server server = server(limits().bitratePerAddress(1_000_000));
        RawClient first = new RawClient(server)) {
      first.run("{\"bandwidth\":600000}");
      expectRefusal(server, "{\"bandwidth\":600000}", ErrorCode.TOTAL_RATE);
      expectRefusal(server, "{\"fqrate\":300000,\"parallel\":2}", ErrorCode.TOTAL_RATE);
      expectRoom(server, "127.0.0.1", "{\"bandwidth\":400000}");
      expectRoom(server, "127.0.0.2", "{\"bandwidth\":600000}");
      first.send(State.IPERF_DONE).expectEnd();
      await().until(() -> server.tests() == 0);
      expectRoom(server, "127.0.0.1", "{\"bandwidth\":600000}");
    }
  }

  @Test
  void whoMovesMoreThanItsAddressMayIsEnded() throws Exception {
    Iperf3Limits limits = limits().bitrate(0, Duration.ofSeconds(1)).bitratePerAddress(1_000_000);
    try (RunningIperf3Server server = server(limits);
        RawClient client = new RawClient(server)) {
      client.agree("{\"time\":0}");
      Socket stream = client.stream();
      client.expect(State.TEST_START).expect(State.TEST_RUNNING);
      stream.getOutputStream().write(new byte[1_000_000]);
      client.expectRefusal(ErrorCode.TOTAL_RATE);
    }
  }

  @Test
  void aDayLaterTheAddressBeginsAnew() throws TestFailure {
    TestParameters minute = parameters("{\"time\":60}");
    Account account = new Account(limits().timePerAddress(Duration.ofSeconds(100)), 0);
    account.begin(minute, 0);
    account.use(1, 60 * SECOND, 60 * SECOND);
    account.end(minute);
    assertThatThrownBy(() -> account.begin(minute, DAY - 1))
        .hasMessageContaining("too little time left");
    account.begin(minute, DAY);
  }

  @Test
  void aStrangersAccountsDoNotFillTheMemory() throws UnknownHostException {
    Accounts accounts = new Accounts(limits().bytesPerAddress(1));
    for (int i = 0; i < Accounts.MOST + 1000; i++) {
      accounts.of(InetAddress.getByAddress(ByteBuffer.allocate(4).putInt(i).array()));
    }
    assertThat(accounts.size()).isEqualTo(Accounts.MOST);
  }

  @Test
  void addressesOfOneIpv6NetworkShareTheirQuota() throws UnknownHostException {
    assertThat(origin("2001:db8:0:1::1")).isEqualTo(origin("2001:db8:0:1:ffff::2"));
    assertThat(origin("2001:db8:0:1::1")).isNotEqualTo(origin("2001:db8:0:2::1"));
    assertThat(origin("192.0.2.1")).isNotEqualTo(origin("192.0.2.2"));
  }

  private static Origin origin(String address) throws UnknownHostException {
    return Origin.of(InetAddress.getByName(address));
  }

  @Test
  void limitsOutOfRangeAreRefusedByName() {
    assertThatThrownBy(() -> limits().tests(0)).hasMessage("tests: 0 (expected: 1 or more)");
    assertThatThrownBy(() -> limits().bytesPerAddress(-1))
        .hasMessage("bytesPerAddress: -1 (expected: 0 or more)");
    assertThatThrownBy(() -> limits().timePerAddress(Duration.ofDays(1001)))
        .hasMessageEndingWith("(expected: 0 to 1000 days)");
    assertThat(limits().bytesPerAddress(7).tests(3).bytesPerAddress()).isEqualTo(7);
  }
}
