package dev.weir.it.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import org.testcontainers.utility.DockerImageName;

/** The image of Weir, built by the project's own script from the jars of this build. */
final class WeirImage {

  /** Its name on the machine that the tests run on. */
  static final String NAME = "weir:it";

  private WeirImage() {}

  /** Builds the image, or fails with what the script said. */
  static DockerImageName built() throws IOException, InterruptedException {
    Process build =
        new ProcessBuilder(Path.of("..", "docker", "build").toString(), NAME)
            .redirectErrorStream(true)
            .start();
    String said = new String(build.getInputStream().readAllBytes(), UTF_8);
    if (build.waitFor() != 0) {
      throw new IOException(said);
    }
    return DockerImageName.parse(NAME);
  }
}
