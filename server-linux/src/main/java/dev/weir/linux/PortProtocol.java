package dev.weir.linux;

/** Protocols with ports. */
public enum PortProtocol {
  /** Listening TCP sockets. */
  TCP("tcp"),
  /** UDP sockets. */
  UDP("udp");

  private final String text;

  PortProtocol(String text) {
    this.text = text;
  }

  /**
   * The protocol in lower case, as in the kernel's tables.
   *
   * @return {@code tcp} or {@code udp}
   */
  public String text() {
    return text;
  }
}
