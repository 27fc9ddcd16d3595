package dev.weir.it.benchmark.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where things are in the source tree.
 *
 * @param root of the tree
 */
public record Places(Path root) {

  /**
   * The tree that the working directory is in.
   *
   * @throws IOException if it is in none
   */
  public static Places here() throws IOException {
    Path start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("weir")) && Files.exists(folder.resolve("mvnw"))) {
        return new Places(folder);
      }
    }
    throw new IOException(start + ": not in Weir's source tree (expected: run from it)");
  }

  /** A command line without what is this machine's alone, in one line. */
  String shown(String command) {
    String line = command;
    if (Files.exists(peersFile())) {
      line = line.replace(peers(), "$(cat " + peersFile() + ")");
    }
    return line.replace(System.getProperty("java.home"), "$JAVA_HOME")
        .replace(root.toString(), ".")
        .replaceAll("\\s+", " ");
  }

  /** The command that users type. */
  Path weir() {
    return root.resolve("weir");
  }

  /** Where the build puts what is only measured. */
  public Path target() {
    return root.resolve("integration-tests").resolve("target").resolve("benchmark");
  }

  /** Where the programs of hot paths and memory leave what they found, a file of JSON each. */
  Path micro() {
    return target().resolve("micro");
  }

  /** The result that documentation is generated from. */
  public Path result() {
    return source().resolve("result.json");
  }

  /** The ratios that new ones are compared with. */
  public Path baseline() {
    return source().resolve("baseline.json");
  }

  private Path source() {
    return root.resolve("integration-tests").resolve("src").resolve("benchmark");
  }

  /** The jars of everything here, the harness and the benchmark included. */
  Path jars() {
    return root.resolve("integration-tests").resolve("target").resolve("weir").resolve("lib");
  }

  /**
   * A program that the build compiled from C.
   *
   * @throws Unavailable if it is not there
   */
  Path compiled(String name) {
    Path program = target().resolve("bin").resolve(name);
    if (!Files.isExecutable(program)) {
      throw new Unavailable(
          name + " is not compiled: is there a C compiler (cc)? Build with -Pbenchmark");
    }
    return program;
  }

  /**
   * The class path of the peers on the JVM.
   *
   * @throws Unavailable if they are not built
   */
  String peers() {
    try {
      return Files.readString(peersFile()).strip();
    } catch (IOException e) {
      throw new Unavailable("the peers on the JVM are not built: build with -Pbenchmark");
    }
  }

  private Path peersFile() {
    return target().resolve("peers.classpath");
  }
}
