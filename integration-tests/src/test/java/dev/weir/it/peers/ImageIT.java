package dev.weir.it.peers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.model.HostConfig;
import dev.weir.it.world.WeirImage;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.utility.DockerImageName;

/** The image of Weir, run as an operator would: read-only, as nobody, stopped by the engine. */
@NeedsEngine
@Testcontainers
final class ImageIT {

  private static final long MOST_BYTES = 110_000_000;
  private static final int STOP_SECONDS = 30;
  private static final String[] SERVE = {
    "serve", "echo=tcp://:7", "bandwidth=tcp://:5201,udp://:5201", "--admin", "tcp://127.0.0.1:9464"
  };

  @Container static final PeerContainer PEER = new PeerContainer();

  private static DockerImageName image;

  // On a busy machine it takes minutes.
  @Timeout(600)
  @BeforeAll
  static void build() {
    image = WeirImage.ready();
  }

  private static GenericContainer<?> weir(String... command) {
    GenericContainer<?> container = new GenericContainer<>(image);
    container
        .withCommand(command)
        .withExtraHost(PeerContainer.TEST_MACHINE, "host-gateway")
        .withCreateContainerCmdModifier(
            create -> hostConfig(create.getHostConfig()).withReadonlyRootfs(true));
    return container;
  }

  private static HostConfig hostConfig(HostConfig given) {
    return given == null ? HostConfig.newHostConfig() : given;
  }

  private static DockerClient engine() {
    return DockerClientFactory.instance().client();
  }

  @Test
  void holdsLittleAndRunsAsNobody() {
    InspectImageResponse inspected = engine().inspectImageCmd(WeirImage.NAME).exec();
    assertThat(inspected.getSize()).isLessThan(MOST_BYTES);
    assertThat(inspected.getConfig().getUser()).isEqualTo("65532:65532");
    assertThat(inspected.getConfig().getHealthcheck().getTest()).startsWith("CMD");
  }

  @Test
  void servesWhatItSaysAndDrainsWhenStopped() throws Exception {
    try (GenericContainer<?> server = weir(SERVE)) {
      server.withExposedPorts(7).waitingFor(Wait.forHealthcheck()).start();
      assertThat(echoed(server)).isEqualTo("there");
      assertThat(measured(server, "-t", "1").getExitCode()).isZero();
      assertThat(measured(server, "-u", "-b", "10M", "-t", "1", "-R").getExitCode()).isZero();
      engine().stopContainerCmd(server.getContainerId()).withTimeout(STOP_SECONDS).exec();
      assertThat(ended(server).getExitCodeLong()).isZero();
      assertThat(server.getLogs()).contains("weir serve: drained");
    }
  }

  private static String echoed(GenericContainer<?> server) throws Exception {
    try (Socket socket = new Socket(server.getHost(), server.getMappedPort(7))) {
      socket.getOutputStream().write("there".getBytes(UTF_8));
      return new String(socket.getInputStream().readNBytes(5), UTF_8);
    }
  }

  /** The real iperf3, from the container of the real tools. */
  private static ExecResult measured(GenericContainer<?> server, String... options)
      throws Exception {
    String address =
        server.getContainerInfo().getNetworkSettings().getNetworks().values().stream()
            .findFirst()
            .orElseThrow()
            .getIpAddress();
    List<String> words = new ArrayList<>(List.of("iperf3", "-c", address));
    words.addAll(List.of(options));
    return PEER.execInContainer(words.toArray(String[]::new));
  }

  private static InspectContainerResponse.ContainerState ended(GenericContainer<?> container) {
    return engine().inspectContainerCmd(container.getContainerId()).exec().getState();
  }

  @Test
  void measuresAgainstTheRealIperf3() {
    String port = Integer.toString(PEER.portForNextTest());
    try (GenericContainer<?> client =
        weir("iperf3", "-c", PeerContainer.TEST_MACHINE, "-p", port, "-t", "1")) {
      client.withStartupCheckStrategy(new OneShotStartupCheckStrategy()).start();
      assertThat(client.getLogs()).contains("receiver", "iperf Done.");
    }
  }

  /** A cache that does not fit is left aside without a word, unless it is required. */
  @Test
  void startsFromItsCache() {
    List<String> entry =
        List.of(engine().inspectImageCmd(WeirImage.NAME).exec().getConfig().getEntrypoint());
    List<String> strict = new ArrayList<>(entry);
    strict.add(1, "-XX:AOTMode=on");
    try (GenericContainer<?> client = weir("--version")) {
      client
          .withStartupCheckStrategy(new OneShotStartupCheckStrategy())
          .withCreateContainerCmdModifier(create -> create.withEntrypoint(strict))
          .start();
      assertThat(client.getLogs()).startsWith("weir ");
    }
  }
}
