package dev.weir.it.world;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.testcontainers.utility.DockerImageName;

/**
 * The image of Weir, built by docker/build from the source tree that this class comes from; once in
 * a process, because a run measures one Weir from its beginning to its end.
 */
public final class WeirImage {

  /** Its name on this machine. Another tree may take the name; the id stays this image's. */
  public static final String NAME = "weir:it";

  private static Optional<String> built = Optional.empty();

  private WeirImage() {}

  /**
   * Builds the image where this process has not done so, which takes seconds.
   *
   * @return its name
   * @throws WorldException with what the script said, if it fails
   */
  public static DockerImageName ready() {
    id();
    return DockerImageName.parse(NAME);
  }

  /**
   * Builds the image where this process has not done so, which takes seconds.
   *
   * @return its id, which means the same image whatever is built meanwhile
   * @throws WorldException with what the script said, if it fails
   */
  public static synchronized String id() {
    String id = built.orElseGet(WeirImage::build);
    built = Optional.of(id);
    return id;
  }

  private static String build() {
    Shell.run(script().toString(), NAME);
    return String.valueOf(Engine.client().inspectImageCmd(NAME).exec().getId());
  }

  /** In the tree that this class's directory or jar lies in. */
  private static Path script() {
    Path here = here();
    for (Path tree = here.getParent(); tree != null; tree = tree.getParent()) {
      Path script = tree.resolve("docker").resolve("build");
      if (Files.isExecutable(script)) {
        return script;
      }
    }
    throw new WorldException("docker/build: not above " + here + " (expected: a source tree)");
  }

  private static Path here() {
    try {
      return Path.of(WeirImage.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
