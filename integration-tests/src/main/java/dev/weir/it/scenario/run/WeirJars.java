package dev.weir.it.scenario.run;

import dev.weir.command.Weir;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The weir command as this process has it: its jars, and the same Java.
 *
 * @param jar the command's own, which names all others
 * @param java the home of this Java
 */
record WeirJars(Path jar, Path java) {

  static WeirJars ofThisProcess() {
    try {
      Path jar =
          Path.of(Weir.class.getProtectionDomain().getCodeSource().getLocation().toURI())
              .toAbsolutePath();
      if (!jar.toString().endsWith(".jar")) {
        throw new IllegalStateException(
            jar + ": not packaged (expected: the weir command's jar; build with package)");
      }
      return new WeirJars(jar, Path.of(System.getProperty("java.home")));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The words that start a sub-command, from the JVM's cache where ./weir has made one. */
  List<String> command(String subcommand) {
    Path cache = directory().resolveSibling("weir.aot");
    List<String> words = new ArrayList<>();
    words.add(java.resolve("bin").resolve("java").toString());
    if (Files.exists(cache)) {
      words.add("-XX:AOTCache=" + cache);
    }
    words.addAll(List.of("-Xlog:aot=off,cds=off", "-XX:+UseSerialGC"));
    words.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", jar.toString()));
    words.addAll(List.of(Weir.class.getName(), subcommand));
    return words;
  }

  private Path directory() {
    return Objects.requireNonNull(jar.getParent());
  }
}
