package dev.weir.it.world;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/** A container that holds a network namespace, and the containers of what runs in it. */
final class ContainerHost implements Host {

  private static final String DEVICE = "eth0";
  private static final int PORT = 5201;
  private static final String LONGEST_TEST_SECONDS = "86400";

  private final RunId id;
  private final Role role;
  private final String tools;
  private final String holder;
  private final String address;
  private final OptionalLong process;
  private final AtomicInteger started = new AtomicInteger();

  ContainerHost(RunId id, Role role, String tools, String network) {
    this.id = id;
    this.role = role;
    this.tools = tools;
    this.holder =
        Engine.container(id, tools, id.text() + role.word())
            .withCmd("sleep", LONGEST_TEST_SECONDS)
            .withHostConfig(
                new Settable()
                    .withNetworkMode(network)
                    .withCapAdd(Capability.NET_ADMIN, Capability.NET_RAW))
            .exec()
            .getId();
    Engine.client().startContainerCmd(holder).exec();
    InspectContainerResponse seen = Engine.inspect(holder);
    this.address =
        seen.getNetworkSettings().getNetworks().values().stream()
            .map(one -> String.valueOf(one.getIpAddress()))
            .findFirst()
            .orElseThrow(() -> new WorldException(holder + ": no address"));
    this.process = visible(seen);
  }

  /** One whose /proc/sys can be written, which is the namespace's own; only sleep runs in it. */
  private static final class Settable extends HostConfig {
    private static final long serialVersionUID = 1;

    // The client's library has no names for these two; the engine hides and protects what is there.
    @JsonProperty("ReadonlyPaths")
    List<String> readOnly() {
      return List.of();
    }

    @JsonProperty("MaskedPaths")
    List<String> masked() {
      return List.of();
    }
  }

  /** An engine in a virtual machine has processes that this machine does not see. */
  private OptionalLong visible(InspectContainerResponse seen) {
    Long pid = seen.getState().getPidLong();
    if (pid == null) {
      return OptionalLong.empty();
    }
    Path environment = Path.of("/proc", pid.toString(), "environ");
    try {
      return Files.readString(environment, StandardCharsets.ISO_8859_1).contains(id.text())
          ? OptionalLong.of(pid)
          : OptionalLong.empty();
    } catch (IOException notHere) {
      return OptionalLong.empty();
    }
  }

  @Override
  public Role role() {
    return role;
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public String device() {
    return DEVICE;
  }

  @Override
  public int freePort() {
    return PORT;
  }

  @Override
  public Task start(Program program) {
    String image = program.image().orElse(tools);
    try {
      Engine.provide(image);
      String name = id.text() + role.word() + "-" + started.incrementAndGet();
      CreateContainerCmd command =
          Engine.container(id, image, name).withHostConfig(config(program));
      if (program.administrator()) {
        // A capability counts for nobody else; Weir's image has a user who may nothing.
        command.withUser("0");
      }
      if (!program.words().isEmpty()) {
        command.withCmd(program.words());
      }
      return ContainerTask.start(program.name(), command.exec().getId());
    } catch (DockerException e) {
      throw new WorldException(program.name() + ": " + e.getMessage(), e);
    }
  }

  private HostConfig config(Program program) {
    HostConfig config = new HostConfig().withNetworkMode("container:" + holder);
    if (program.administrator()) {
      config.withCapAdd(Capability.NET_ADMIN);
    }
    if (program.memory() > 0) {
      // No swap on top, or the bound would be none.
      config.withMemory(program.memory()).withMemorySwap(program.memory());
    }
    return config;
  }

  @Override
  public String run(List<String> words) {
    return Engine.run(holder, words);
  }

  @Override
  public OptionalLong networkProcess() {
    return process;
  }

  @Override
  public Map<String, String> facts() {
    return Map.of("address", address, "device", DEVICE, "image", tools);
  }
}
