package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.iperf3.ErrorCode;
import dev.weir.bandwidth.iperf3.access.Access;
import dev.weir.bandwidth.iperf3.access.Padding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** What a server is to be, as far as the options read so far say. */
final class ServingDraft {

  private static final double BITRATE_INTERVAL = 5;
  private static final int SKEW = 10;

  private boolean daemon;
  private boolean oneOff;
  private boolean oldPadding;
  private long bitrateLimit;
  private double bitrateInterval = BITRATE_INTERVAL;
  private int longest;
  private int skew = SKEW;
  private OptionalInt idle = OptionalInt.empty();
  private Optional<Path> key = Optional.empty();
  private Optional<Path> users = Optional.empty();

  void daemon() {
    daemon = true;
  }

  void oneOff() {
    oneOff = true;
  }

  void oldPadding() {
    oldPadding = true;
  }

  void bitrateLimit(long bits) {
    bitrateLimit = bits;
  }

  void bitrateInterval(double seconds) {
    bitrateInterval = seconds;
  }

  void longest(int seconds) {
    longest = seconds;
  }

  void idle(int seconds) {
    idle = OptionalInt.of(seconds);
  }

  void skew(int seconds) {
    skew = seconds;
  }

  void key(Path file) {
    key = Optional.of(file);
  }

  void users(Path file) {
    users = Optional.of(file);
  }

  ServerRequest finish(CommonRequest common) throws ParameterError {
    return new ServerRequest(
        common,
        daemon,
        oneOff,
        bitrateLimit,
        bitrateInterval,
        longest,
        idle,
        key.isEmpty() && users.isEmpty() ? Optional.empty() : Optional.of(access()));
  }

  private Access access() throws ParameterError {
    if (key.isEmpty() || users.isEmpty()) {
      throw new ParameterError(ErrorCode.SERVER_CREDENTIALS);
    }
    if (!Files.isReadable(users.orElseThrow())) {
      throw new ParameterError(ErrorCode.USERS_FILE);
    }
    return Keys.access(key.orElseThrow(), users.orElseThrow())
        .skew(Duration.ofSeconds(skew))
        .padding(oldPadding ? Padding.PKCS1 : Padding.OAEP);
  }
}
