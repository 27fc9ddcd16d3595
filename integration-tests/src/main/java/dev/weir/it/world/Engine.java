package dev.weir.it.world;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;

/** The container engine that Testcontainers finds. Everything made by it carries a label. */
final class Engine {

  /** Marks what is the harness's; its value is the id. */
  static final String LABEL = "dev.weir.run";

  private static final int PATIENCE_SECONDS = 60;

  static {
    QuietTestcontainers.inThisProcess();
  }

  private Engine() {}

  /** Why there is none; empty where there is. */
  static Optional<String> unavailable() {
    return DockerClientFactory.instance().isDockerAvailable()
        ? Optional.empty()
        : Optional.of("no container engine answers: run docker/setup");
  }

  static DockerClient client() {
    return DockerClientFactory.lazyClient();
  }

  static CreateContainerCmd container(RunId id, String image, String name) {
    return client()
        .createContainerCmd(image)
        .withName(name)
        .withLabels(Map.of(LABEL, id.text()))
        .withEnv(RunId.VARIABLE + "=" + id.text());
  }

  static InspectContainerResponse inspect(String container) {
    return client().inspectContainerCmd(container).exec();
  }

  /** Runs a command in a container to its end. */
  static String run(String container, List<String> words) {
    try {
      String exec =
          client()
              .execCreateCmd(container)
              .withAttachStdout(true)
              .withAttachStderr(true)
              .withCmd(words.toArray(String[]::new))
              .exec()
              .getId();
      Collected collected = new Collected();
      client()
          .execStartCmd(exec)
          .exec(collected)
          .awaitCompletion(PATIENCE_SECONDS, TimeUnit.SECONDS);
      Long code = client().inspectExecCmd(exec).exec().getExitCodeLong();
      if (code == null || code != 0) {
        throw new WorldException(
            String.join(" ", words) + ": " + collected.text().strip() + " (exit " + code + ")");
      }
      return collected.text();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorldException(String.join(" ", words) + ": interrupted", e);
    } catch (DockerException e) {
      throw new WorldException(String.join(" ", words) + ": " + e.getMessage(), e);
    }
  }

  /** Pulls an image that is not here. */
  static void provide(String image) {
    try {
      client().inspectImageCmd(image).exec();
    } catch (NotFoundException absent) {
      pull(image);
    }
  }

  private static void pull(String image) {
    try {
      client().pullImageCmd(one(image)).start().awaitCompletion(5, TimeUnit.MINUTES);
      client().inspectImageCmd(image).exec();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorldException(image + ": interrupted", e);
    } catch (DockerException e) {
      throw new WorldException(
          image
              + ": no such image, and it cannot be pulled (expected: one that the engine has or can pull)",
          e);
    }
  }

  /** Without a tag the engine would pull every one that there is. */
  private static String one(String image) {
    String last = image.substring(image.lastIndexOf('/') + 1);
    return last.contains(":") || last.contains("@") ? image : image + ":latest";
  }

  /** What a command in a container printed. */
  private static final class Collected extends ResultCallback.Adapter<Frame> {
    private final StringBuilder text = new StringBuilder();

    @Override
    public void onNext(Frame frame) {
      if (frame.getStreamType() != StreamType.STDIN) {
        text.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
      }
    }

    String text() {
      return text.toString();
    }
  }
}
