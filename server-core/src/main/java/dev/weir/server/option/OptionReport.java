package dev.weir.server.option;

/**
 * What became of a chosen option, read back from the socket.
 *
 * @param endpoint whose socket
 * @param name of the option
 * @param asked the chosen value
 * @param effective the value in effect, the kernel's doubling of buffers undone
 * @param raw what the kernel gave
 * @param note why the value differs, with the sysctl that bounds it, or why it has no effect; empty
 *     where all is as asked
 */
public record OptionReport(
    String endpoint, String name, String asked, String effective, String raw, String note) {

  /**
   * Whether what was asked for is not what happens.
   *
   * @return true where the value in effect is another, or has no effect
   */
  public boolean changed() {
    return !note.isEmpty();
  }

  /** Such as {@code tcp://:7 SO_RCVBUF: asked 64m, effective 4m (...)}. */
  @Override
  public String toString() {
    String outcome = changed() ? ", effective %s (raw %s): %s".formatted(effective, raw, note) : "";
    return "%s %s: asked %s%s".formatted(endpoint, name, asked, outcome);
  }
}
