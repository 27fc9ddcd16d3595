package dev.weir.server.connection;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The datagrams of a session, one read ahead. */
final class SessionDatagrams implements Iterator<ByteBuffer> {
  private final Session session;
  private Optional<ByteBuffer> next = Optional.empty();
  private boolean ended;

  SessionDatagrams(Session session) {
    this.session = session;
  }

  @Override
  public boolean hasNext() {
    while (next.isEmpty() && !ended) {
      advance();
    }
    return next.isPresent();
  }

  private void advance() {
    try {
      next = session.receive();
      ended = next.isEmpty();
    } catch (InterruptedIOException interrupted) {
      throw new UncheckedIOException(interrupted);
    } catch (IOException reported) {
      // Counted where it was reported; the peer may send on.
      ended = !session.open();
    }
  }

  @Override
  public ByteBuffer next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the session has ended");
    }
    ByteBuffer datagram = next.orElseThrow();
    next = Optional.empty();
    return datagram;
  }
}
