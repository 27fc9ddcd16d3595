package dev.weir.server.option;

import java.io.IOException;

/** A socket whose options can be set and read. */
public interface OptionTarget {
  /**
   * Sets an option.
   *
   * @param option the row
   * @param value the value
   * @param <T> the value in Java
   * @throws IOException where the kernel or the transport refuses
   */
  <T> void set(SocketOption<T> option, T value) throws IOException;

  /**
   * Reads an option.
   *
   * @param option the row
   * @param <T> the value in Java
   * @return what is in effect
   * @throws IOException where the kernel or the transport refuses
   */
  <T> Reading<T> get(SocketOption<T> option) throws IOException;

  /**
   * What was read of an option.
   *
   * @param effective what is in effect, the kernel's doubling undone
   * @param raw what the kernel gave, as text
   * @param <T> the value in Java
   */
  record Reading<T>(T effective, String raw) {}
}
