package dev.weir.bandwidth.iperf3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.bandwidth.iperf3.access.Access;
import dev.weir.bandwidth.iperf3.access.Credentials;
import dev.weir.bandwidth.iperf3.access.Padding;
import dev.weir.bandwidth.report.TestDescription;
import dev.weir.bandwidth.report.TestEvents;
import dev.weir.server.Loops;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that lets only its users test. */
class LockedServerTest {

  private final Loops loops = Loops.of(1, "locked");
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final Queue<TestDescription> accepted = new ConcurrentLinkedQueue<>();
  private RunningIperf3Server server;

  @BeforeEach
  void start() throws Exception {
    server =
        Iperf3Server.on("tcp://127.0.0.1:0")
            .loops(loops)
            .access(Access.of(file("private.pem"), file("users")))
            .tests(Listener::new)
            .start();
  }

  private final class Listener implements TestEvents {
    @Override
    public void accepted(TestDescription test) {
      accepted.add(test);
    }

    @Override
    public void failed(String error) {
      failures.add(error);
    }
  }

  @AfterEach
  void stop() {
    server.close();
    loops.close();
  }

  private static Path file(String name) throws Exception {
    return Path.of(
        Objects.requireNonNull(LockedServerTest.class.getResource("access/" + name), name).toURI());
  }

  private Iperf3Client client() {
    return Iperf3Client.to("127.0.0.1", server.endpoint().port()).loops(loops).bytes(100_000);
  }

  private static Credentials mario(String password) throws Exception {
    return Credentials.of("mario", password, file("public.pem"));
  }

  @Test
  void aUserTests() throws Exception {
    assertThat(client().credentials(mario("rossi")).run().first().bytesReceived()).isPositive();
    assertThat(failures).isEmpty();
  }

  @Test
  void whoIsNoUserIsRefusedAndTheServerGoesOn() throws Exception {
    refused(client());
    refused(client().credentials(mario("verdi")));
    refused(client().credentials(mario("rossi").padding(Padding.PKCS1)));
    assertThat(accepted).isEmpty();
    assertThat(failures).hasSize(3).containsOnly("error - test authorization failed");
    aFewTimes();
  }

  private void aFewTimes() throws Exception {
    client().credentials(mario("rossi")).run();
    client().credentials(mario("rossi")).run();
    assertThat(accepted).hasSize(2);
  }

  private void refused(Iperf3Client client) {
    long begun = System.nanoTime();
    TestFailure failure = catchThrowableOfType(TestFailure.class, client::run);
    assertThat(failure.code()).isEqualTo(ErrorCode.AUTHORIZATION);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(400));
  }
}
