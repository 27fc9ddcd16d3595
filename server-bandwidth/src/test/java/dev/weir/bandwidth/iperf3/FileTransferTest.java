package dev.weir.bandwidth.iperf3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.bandwidth.report.StreamTotals;
import dev.weir.server.Loops;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files instead of random bytes. */
class FileTransferTest {

  private static final int SIZE = 3_000_001;

  private final Loops loops = Loops.of(1, "files");

  @TempDir Path folder;
  private Path from;
  private Path to;

  @BeforeEach
  void write() throws IOException {
    byte[] bytes = new byte[SIZE];
    new Random(7).nextBytes(bytes);
    from = Files.write(folder.resolve("from"), bytes);
    to = folder.resolve("to");
  }

  @AfterEach
  void stop() {
    loops.close();
  }

  private RunningIperf3Server server(Path file) {
    return Iperf3Server.on("tcp://127.0.0.1:0").loops(loops).file(file).start();
  }

  private Iperf3Client client(RunningIperf3Server server) {
    return Iperf3Client.to("127.0.0.1", server.endpoint().port()).loops(loops);
  }

  @Test
  void aFileIsSentIntoAFile() throws Exception {
    Files.write(to, new byte[SIZE * 2]);
    try (RunningIperf3Server server = server(to)) {
      Iperf3Result result = client(server).file(from).run();
      StreamTotals totals = result.first().streams().getFirst();
      assertThat(totals.bytesSent()).isEqualTo(SIZE);
      assertThat(totals.bytesReceived()).isEqualTo(SIZE);
      assertThat(totals.file().orElseThrow().percent(totals.bytesSent())).isEqualTo(100);
    }
    assertThat(to).hasSameBinaryContentAs(from);
  }

  @Test
  void aFileIsFetchedFromTheServer() throws Exception {
    try (RunningIperf3Server server = server(from)) {
      client(server).reverse().bytes(SIZE).file(to).run();
    }
    assertThat(to).hasSameBinaryContentAs(from);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(to)))
        .isEqualTo("rw-------");
  }

  @Test
  void eachEndMayLackAFile() throws Exception {
    try (RunningIperf3Server server = server(folder.resolve("none").resolve("to"))) {
      TestFailure atServer = catchThrowableOfType(TestFailure.class, client(server)::run);
      assertThat(atServer.code()).isEqualTo(ErrorCode.FILE);
      assertThat(atServer.reason()).endsWith("unable to open -F file: No such file or directory");
    }
    try (RunningIperf3Server server = server(to)) {
      TestFailure atClient =
          catchThrowableOfType(TestFailure.class, client(server).file(folder.resolve("no"))::run);
      assertThat(atClient.reason()).isEqualTo("unable to open -F file: No such file or directory");
    }
  }

  @Test
  void datagramsDoNotCarryFiles() throws Exception {
    try (RunningIperf3Server server = server(to)) {
      TestFailure refused = catchThrowableOfType(TestFailure.class, client(server).udp()::run);
      assertThat(refused.code()).isEqualTo(ErrorCode.FILE_OVER_UDP);
      assertThat(to).doesNotExist();
    }
  }
}
