package dev.weir.it.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.examples.DnsResponder;
import dev.weir.examples.UdpEcho;
import dev.weir.it.machine.NeedsTool;
import dev.weir.server.Server;
import dev.weir.server.UdpServer;
import dev.weir.server.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A machine with several addresses, and a server on the wildcard: real clients take an answer only
 * from the address that they asked.
 */
@NeedsTool({"dig", "socat", "ip"})
final class AnsweringAddressIT {
  private static final String ID = Long.toString(ProcessHandle.current().pid(), 36);
  private static final String HERE = "weir-s-" + ID;
  private static final String THERE = "weir-c-" + ID;

  @BeforeEach
  void connectTwoMachines() throws Exception {
    assumeTrue(Tool.run("id", "-u").strip().equals("0"), "namespaces need root");
    ip("netns add " + HERE);
    ip("netns add " + THERE);
    ip("link add s netns " + HERE + " type veth peer name c netns " + THERE);
    ip("-n " + HERE + " addr add 10.99.0.1/24 dev s");
    ip("-n " + HERE + " addr add 10.99.0.2/24 dev s");
    ip("-n " + HERE + " addr add fd99::1/64 dev s nodad");
    ip("-n " + HERE + " addr add fd99::2/64 dev s nodad");
    ip("-n " + THERE + " addr add 10.99.0.9/24 dev c");
    ip("-n " + THERE + " addr add fd99::9/64 dev c nodad");
    ip("-n " + HERE + " link set s up");
    ip("-n " + THERE + " link set c up");
  }

  @AfterEach
  void tearDown() throws Exception {
    ip("netns del " + HERE);
    ip("netns del " + THERE);
  }

  private static void ip(String words) throws Exception {
    Tool.run(("ip " + words).split(" "));
  }

  private static String there(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", THERE));
    command.addAll(List.of(words));
    return Tool.run(command.toArray(String[]::new));
  }

  private static Server start(UnaryOperator<Pipeline> pipeline) {
    return UdpServer.on("udp://:7053?netns=" + HERE).pipeline(pipeline).start();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.99.0.1", "10.99.0.2", "fd99::1", "fd99::2"})
  void aResolverIsAnswered(String address) throws Exception {
    try (Server _ = start(DnsResponder::udp)) {
      assertThat(there("dig", "@" + address, "-p", "7053", "weir.test", "A", "+short", "+time=10"))
          .isEqualToIgnoringNewLines("192.0.2.7");
    }
  }

  @Test
  void aConnectedSocketIsAnswered() throws Exception {
    try (Server _ = start(UdpEcho::pipeline)) {
      for (String address : List.of("10.99.0.2", "10.99.0.1", "[fd99::2]", "[fd99::1]")) {
        String ask = "echo hello | socat -t 2 - UDP:" + address + ":7053";
        assertThat(there("sh", "-c", ask)).isEqualTo("hello\n");
      }
    }
  }
}
