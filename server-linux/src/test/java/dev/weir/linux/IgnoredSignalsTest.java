package dev.weir.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Signals that a shell has the programs ignore that it starts. */
final class IgnoredSignalsTest {
  private static final int INT = 2;
  private static final int TERM = 15;

  /** Says whether it ignores them, before and after it heeds one. */
  static final class Listening {
    private Listening() {}

    public static void main(String[] arguments) throws Exception {
      System.out.print(IgnoredSignals.contain(INT) + " " + IgnoredSignals.contain(TERM));
      IgnoredSignals.heed(INT);
      IgnoredSignals.heed(TERM);
      System.out.print(" " + IgnoredSignals.contain(INT) + " " + IgnoredSignals.contain(TERM));
    }
  }

  @Test
  void areHeededAgain() throws Exception {
    assertThat(listening("trap '' INT; exec \"$@\"")).isEqualTo("true false false false");
  }

  @Test
  void areLeftAloneWhereNobodyIgnoresThem() throws Exception {
    assertThat(listening("exec \"$@\"")).isEqualTo("false false false false");
  }

  private static String listening(String shell) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        List.of(
            "sh",
            "-c",
            shell,
            "sh",
            java,
            "-cp",
            System.getProperty("java.class.path"),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            Listening.class.getName());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return said;
  }
}
