package dev.weir.it.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A network namespace. */
final class NamespaceHost implements Host, AutoCloseable {

  static final String DEVICE = "eth0";

  private static final int PORT = 5201;
  private static final String LONGEST_TEST_SECONDS = "86400";

  private final RunId id;
  private final Role role;
  private final List<String> before;
  private final Task resident;

  NamespaceHost(RunId id, Role role, String namespace) {
    this.id = id;
    this.role = role;
    this.before = List.of("ip", "netns", "exec", namespace);
    this.resident = start(Program.of("resident", List.of("sleep", LONGEST_TEST_SECONDS)));
  }

  @Override
  public Role role() {
    return role;
  }

  @Override
  public String address() {
    return role.address();
  }

  @Override
  public String device() {
    return DEVICE;
  }

  // Nobody else is in the namespace.
  @Override
  public int freePort() {
    return PORT;
  }

  @Override
  public Task start(Program program) {
    return ProcessTask.start(id, before, program);
  }

  @Override
  public String run(List<String> words) {
    List<String> line = new ArrayList<>(before);
    line.addAll(words);
    return Shell.run(line);
  }

  @Override
  public OptionalLong networkProcess() {
    return resident.pid();
  }

  @Override
  public Map<String, String> facts() {
    return Map.of("address", address(), "device", DEVICE);
  }

  @Override
  public void close() {
    resident.close();
  }
}
