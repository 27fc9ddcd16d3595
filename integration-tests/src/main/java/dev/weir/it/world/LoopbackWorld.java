package dev.weir.it.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;

/** Both hosts are this machine. */
final class LoopbackWorld implements World {

  private static final String ADDRESS = "127.0.0.1";
  private static final int TRIES = 50;
  // Below the ports that the kernel gives to clients, who would take it before the server does.
  private static final int FIRST_PORT = 20_000;
  private static final int LAST_PORT = 32_000;

  private final RunId id;

  LoopbackWorld(RunId id) {
    this.id = id;
  }

  @Override
  public WorldKind kind() {
    return WorldKind.LOOPBACK;
  }

  @Override
  public Host host(Role role) {
    return new LoopbackHost(id, role);
  }

  @Override
  public void close() {
    Cleanup.of(id).run();
  }

  private record LoopbackHost(RunId id, Role role) implements Host {

    @Override
    public String address() {
      return ADDRESS;
    }

    @Override
    public String device() {
      return "lo";
    }

    @Override
    public int freePort() {
      for (int i = 0; i < TRIES; i++) {
        int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
        try (ServerSocket tcp = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
            DatagramSocket udp = new DatagramSocket(tcp.getLocalPort())) {
          return udp.getLocalPort();
        } catch (IOException taken) {
          // Another number.
        }
      }
      throw new UncheckedIOException(new IOException("no port is free for both TCP and UDP"));
    }

    @Override
    public Task start(Program program) {
      return ProcessTask.start(id, List.of(), program);
    }

    @Override
    public String run(List<String> words) {
      return Shell.run(words);
    }

    // Loopback's counters are the whole machine's and prove nothing about one test.
    @Override
    public OptionalLong networkProcess() {
      return OptionalLong.empty();
    }

    @Override
    public Map<String, String> facts() {
      return Map.of("address", ADDRESS);
    }
  }
}
