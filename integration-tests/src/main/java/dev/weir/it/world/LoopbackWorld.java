package dev.weir.it.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Both hosts are this machine. */
final class LoopbackWorld implements World {

  private static final String ADDRESS = "127.0.0.1";
  private static final int TRIES = 50;

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
        try (ServerSocket tcp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            DatagramSocket udp = new DatagramSocket(tcp.getLocalPort())) {
          return udp.getLocalPort();
        } catch (IOException takenForUdp) {
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
