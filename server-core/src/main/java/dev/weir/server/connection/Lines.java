package dev.weir.server.connection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Cuts a connection's input into lines of bounded length, one read ahead. */
final class Lines implements Iterator<String> {

  /** Where the bytes come from: waits, or says that the server drains and nothing is there. */
  @FunctionalInterface
  interface Source {
    int read(ByteBuffer target, boolean betweenLines) throws IOException;
  }

  private static final int CHUNK = 4 * 1024;

  private final Source source;
  private final Charset charset;
  private final int limit;
  private ByteBuffer bytes;
  private int scanned;
  private boolean ended;
  private @Nullable String next;

  Lines(Source source, Charset charset, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit: " + limit + " (expected: 1 or more)");
    }
    this.source = source;
    this.charset = charset;
    this.limit = limit;
    this.bytes = ByteBuffer.allocate((int) Math.min(limit + 2L, CHUNK)).limit(0);
  }

  @Override
  public boolean hasNext() {
    try {
      while (next == null && advance()) {
        // Each turn scans what is there or reads more.
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return next != null;
  }

  @Override
  public String next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException("the input has ended");
    }
    String line = next;
    next = null;
    return line;
  }

  private boolean advance() throws IOException {
    int end = lineEnd();
    if (end >= 0) {
      take(end, 1);
      return true;
    }
    refuseTooLong();
    if (ended) {
      return lastLine();
    }
    makeSpace();
    ended = fill() < 0;
    return true;
  }

  private int lineEnd() {
    for (; scanned < bytes.remaining(); scanned++) {
      if (bytes.get(bytes.position() + scanned) == '\n') {
        return scanned;
      }
    }
    return -1;
  }

  private void refuseTooLong() throws IOException {
    int length = bytes.remaining();
    boolean mayEndInReturn = length == limit + 1 && bytes.get(bytes.limit() - 1) == '\r';
    if (length > limit && !mayEndInReturn) {
      throw new LineTooLongException(limit);
    }
  }

  private void take(int end, int terminator) throws IOException {
    int start = bytes.position();
    boolean carriageReturn = end > 0 && bytes.get(start + end - 1) == '\r';
    int length = carriageReturn ? end - 1 : end;
    if (length > limit) {
      throw new LineTooLongException(limit);
    }
    next = new String(bytes.array(), start, length, charset);
    bytes.position(start + end + terminator);
    scanned = 0;
  }

  private boolean lastLine() throws IOException {
    if (!bytes.hasRemaining()) {
      return false;
    }
    take(bytes.remaining(), 0);
    return true;
  }

  private void makeSpace() {
    if (bytes.limit() < bytes.capacity()) {
      return;
    }
    if (bytes.position() > 0) {
      bytes.compact().flip();
      return;
    }
    long doubled = Math.min(bytes.capacity() * 2L, limit + 2L);
    bytes = ByteBuffer.allocate(Math.toIntExact(doubled)).put(bytes).flip();
  }

  private int fill() throws IOException {
    boolean betweenLines = !bytes.hasRemaining();
    int end = bytes.limit();
    ByteBuffer free = bytes.duplicate().limit(bytes.capacity()).position(end);
    int count = source.read(free, betweenLines);
    bytes.limit(Math.max(end, free.position()));
    return count;
  }
}
