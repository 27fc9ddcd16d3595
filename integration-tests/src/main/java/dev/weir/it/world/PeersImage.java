package dev.weir.it.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.utility.DockerImageName;

/**
 * The image of the real tools. Its tag comes from the content of docker/peers.Dockerfile: it is
 * built when that changes, and stays on the machine for the next run.
 */
public final class PeersImage {

  private static final byte[] DOCKERFILE = dockerfile();

  private PeersImage() {}

  /** The image's name; builds the image where it is not there yet. */
  public static DockerImageName ready() {
    String name = "weir-peers:" + contentTag();
    if (!present(name)) {
      new ImageFromDockerfile(name, false)
          .withFileFromString("Dockerfile", new String(DOCKERFILE, StandardCharsets.UTF_8))
          .get();
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
    CRC32C content = new CRC32C();
    content.update(DOCKERFILE);
    return HexFormat.of().toHexDigits((int) content.getValue());
  }

  private static byte[] dockerfile() {
    try (InputStream in = PeersImage.class.getResourceAsStream("peers.Dockerfile")) {
      if (in == null) {
        throw new IllegalStateException("peers.Dockerfile: missing (expected: beside this class)");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
