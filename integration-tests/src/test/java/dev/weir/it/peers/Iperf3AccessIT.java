package dev.weir.it.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.bandwidth.iperf3.ErrorCode;
import dev.weir.bandwidth.iperf3.Iperf3Client;
import dev.weir.bandwidth.iperf3.TestFailure;
import dev.weir.bandwidth.iperf3.access.Credentials;
import dev.weir.bandwidth.iperf3.access.Padding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users, keys and tokens: either end Weir's, the other the original's. */
@NeedsIperf3
final class Iperf3AccessIT {

  private static final int PATIENCE_SECONDS = 60;

  /** Release 3.17 changed the padding; from then on a client can no longer choose. */
  private static final int OAEP_SINCE = 17;

  private final RealIperf3 real = RealIperf3.find().orElseThrow();

  @TempDir Path folder;
  private Path privateKey;
  private Path publicKey;
  private Path users;

  @BeforeEach
  void write() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    privateKey = pem("PRIVATE KEY", pair.getPrivate().getEncoded());
    publicKey = pem("PUBLIC KEY", pair.getPublic().getEncoded());
    // The password is rossi.
    users =
        Files.writeString(
            folder.resolve("users"),
            "mario,bf7a49a846d44b454a5d11e7acfaf13d138bbe0b7483aa3e050879700572709b\n");
  }

  private Path pem(String label, byte[] key) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
    return Files.writeString(
        folder.resolve(label),
        "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n");
  }

  private boolean oaep() {
    return real.release() >= OAEP_SINCE;
  }

  private Padding padding() {
    return oaep() ? Padding.OAEP : Padding.PKCS1;
  }

  private CompletableFuture<Iperf3Program.Ended> server(Iperf3Program program, LocalPort port)
      throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of(
                "-s",
                "-1",
                "-p",
                Integer.toString(port.number()),
                "--rsa-private-key-path",
                privateKey.toString(),
                "--authorized-users-path",
                users.toString()));
    if (program instanceof WeirIperf3 && !oaep()) {
      words.add("--use-pkcs1-padding");
    }
    CompletableFuture<Iperf3Program.Ended> server = program.start(words, folder);
    port.awaitListener();
    return server;
  }

  @Test
  void theOriginalLetsWeirsUserTest() throws Exception {
    LocalPort port = LocalPort.free();
    CompletableFuture<Iperf3Program.Ended> server = server(real, port);
    // How much of so short a test the original has read when it ends is chance.
    assertThat(client(port, "rossi").run().first().bytesSent()).isPositive();
    assertThat(server.get(PATIENCE_SECONDS, TimeUnit.SECONDS).exit()).isZero();
  }

  @Test
  void theOriginalRefusesWeirsUserWithAnotherPassword() throws Exception {
    LocalPort port = LocalPort.free();
    CompletableFuture<Iperf3Program.Ended> server = server(real, port);
    TestFailure failure = catchThrowableOfType(TestFailure.class, client(port, "verdi")::run);
    // Releases from 3.21 on close the connection without a word.
    assertThat(failure.code()).isIn(ErrorCode.AUTHORIZATION, ErrorCode.CONTROL_CLOSED);
    if (!server.isDone() && failure.code() == ErrorCode.AUTHORIZATION) {
      client(port, "rossi").run();
    }
    server.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private Iperf3Client client(LocalPort port, String password)
      throws IOException, GeneralSecurityException {
    return Iperf3Client.to("127.0.0.1", port.number())
        .bytes(100_000)
        .credentials(Credentials.of("mario", password, publicKey).padding(padding()));
  }

  @Test
  void weirLetsTheOriginalsUserTestAndNobodyElse() throws Exception {
    LocalPort port = LocalPort.free();
    CompletableFuture<Iperf3Program.Ended> server = server(new WeirIperf3(), port);
    Iperf3Program.Ended refused = original(port, "verdi");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("iperf3: error - test authorization failed\n");

    Iperf3Program.Ended let = original(port, "rossi");
    assertThat(let.exit()).as(let.err()).isZero();
    Iperf3Program.Ended ended = server.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(ended.exit()).isZero();
    assertThat(ended.err()).isEqualTo("iperf3: error - test authorization failed\n");
    assertThat(ended.out()).contains("(test #1)", "(test #2)").doesNotContain("(test #3)");
  }

  private Iperf3Program.Ended original(LocalPort port, String password) throws Exception {
    return real.with("IPERF3_PASSWORD", password)
        .start(
            List.of(
                "-c",
                "127.0.0.1",
                "-p",
                Integer.toString(port.number()),
                "-n",
                "100K",
                "--username",
                "mario",
                "--rsa-public-key-path",
                publicKey.toString()),
            folder)
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
