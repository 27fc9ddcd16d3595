package dev.weir.it.benchmark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept in the tree says nothing of where the tree is. */
final class PlacesTest {

  @TempDir private Path root;

  @Test
  void theTreeOfThisBuildIsFound() throws IOException {
    assertThat(Places.here().root().resolve("docs").resolve("benchmark.md")).exists();
  }

  @Test
  void commandLinesAreShownWithoutThisMachinesPaths() throws IOException {
    Places places = new Places(root);
    Files.writeString(
        Files.createDirectories(places.target()).resolve("peers.classpath"), "/repo/a.jar:/b.jar");
    String java = System.getProperty("java.home");
    assertThat(places.shown(java + "/bin/java -cp /repo/a.jar:/b.jar  A\n" + root + "/weir"))
        .isEqualTo(
            "$JAVA_HOME/bin/java -cp $(cat ./integration-tests/target/benchmark/peers.classpath)"
                + " A ./weir");
  }

  @Test
  void whatIsNotBuiltIsNamed() {
    Places places = new Places(root);
    assertThatThrownBy(places::peers).isInstanceOf(Unavailable.class);
    assertThatThrownBy(() -> places.compiled("udp-sink"))
        .isInstanceOf(Unavailable.class)
        .hasMessageStartingWith("udp-sink is not compiled");
  }
}
