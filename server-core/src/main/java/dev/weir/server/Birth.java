package dev.weir.server;

import dev.weir.linux.Namespace;
import dev.weir.server.endpoint.Endpoint;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Makes a socket in the network namespace that its endpoint names: it belongs there for ever, and
 * nothing else has to be done inside. May block for as long as a thread takes to start.
 */
final class Birth {
  private Birth() {}

  static <T> T of(Endpoint endpoint, Callable<T> making) throws IOException {
    try {
      return endpoint.placement().netns().isPresent()
          ? Namespace.parse(endpoint.placement().netns().get()).call(making)
          : making.call();
    } catch (ExecutionException failed) {
      throw unwrapped(failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a namespace was entered");
    } catch (Exception failed) {
      throw unwrapped(failed);
    }
  }

  private static IOException unwrapped(@Nullable Throwable failed) {
    return switch (failed) {
      case IOException refused -> refused;
      case RuntimeException thrown -> throw thrown;
      case Error error -> throw error;
      case null, default -> new IOException(failed);
    };
  }
}
