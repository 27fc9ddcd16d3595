package dev.weir.it.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.utility.DockerImageName;

/**
 * The image of the real tools. Its tag comes from the content of docker/peers.Dockerfile: it is
 * built when that changes, and stays on the machine for the next run.
 */
final class PeersImage {

  private static final Path DOCKERFILE = Path.of("..", "docker", "peers.Dockerfile");

  private PeersImage() {}

  /** The image's name; builds the image where it is not there yet. */
  static DockerImageName ready() {
    String name = "weir-peers:" + contentTag();
    if (!present(name)) {
      new ImageFromDockerfile(name, false).withFileFromPath("Dockerfile", DOCKERFILE).get();
    }
    return DockerImageName.parse(name);
  }

  private static boolean present(String name) {
    return !DockerClientFactory.lazyClient()
        .listImagesCmd()
        .withReferenceFilter(name)
        .exec()
        .isEmpty();
  }

  private static String contentTag() {
    try {
      CRC32C content = new CRC32C();
      content.update(Files.readAllBytes(DOCKERFILE));
      return HexFormat.of().toHexDigits((int) content.getValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
