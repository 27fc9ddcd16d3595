package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.iperf3.ErrorCode;
import dev.weir.bandwidth.iperf3.access.Access;
import dev.weir.bandwidth.iperf3.access.Credentials;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** Reads keys, and says as OpenSSL does what is wrong with a file. */
final class Keys {

  private static final String NO_KEY = "error:1E08010C:DECODER routines::unsupported";
  private static final int ENOENT = 2;
  private static final int EACCES = 13;

  private Keys() {}

  @FunctionalInterface
  private interface Reading<T> {
    T read() throws IOException, GeneralSecurityException;
  }

  static Credentials credentials(String user, String password, Path key) throws ParameterError {
    return read(ErrorCode.CLIENT_CREDENTIALS, () -> Credentials.of(user, password, key));
  }

  static Access access(Path key, Path users) throws ParameterError {
    return read(ErrorCode.SERVER_CREDENTIALS, () -> Access.of(key, users));
  }

  private static <T> T read(ErrorCode code, Reading<T> reading) throws ParameterError {
    try {
      return reading.read();
    } catch (IOException unreadable) {
      int errno = unreadable instanceof NoSuchFileException ? ENOENT : EACCES;
      throw new ParameterError(
          code, "error:800000%02X:system library::%s".formatted(errno, Reasons.of(unreadable)));
    } catch (GeneralSecurityException noKey) {
      throw new ParameterError(code, NO_KEY);
    } catch (IllegalArgumentException tooLong) {
      throw new ParameterError(code, String.valueOf(tooLong.getMessage()));
    }
  }
}
