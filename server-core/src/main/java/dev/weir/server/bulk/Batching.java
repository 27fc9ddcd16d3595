package dev.weir.server.bulk;

/**
 * How a UDP server moves many datagrams by one call. What the kernel or a device refuses is left
 * off by itself, for as long as the socket lives; NIO has none of it.
 *
 * <p>The rule, measured on loopback: recvmmsg always, as it costs nothing where one datagram waits
 * and saves a call for each further one. Joining (UDP_GRO) together with it, as it costs nothing
 * where the kernel finds nothing to join, and receives floods four to nineteen times as fast; alone
 * it would lose a tenth on echo. The number of messages per call follows their size, so that what a
 * call receives stays in the processor's cache. Replies that follow each other to one peer and are
 * of one length leave as one message that the kernel cuts up (UDP_SEGMENT), the messages of a turn
 * by one sendmmsg.
 *
 * <p>The figures behind it, from Linux 6.18 on two processors, as parts of what a C program moves
 * that calls recvfrom and sendto for each datagram:
 *
 * <table>
 * <caption>Datagrams per second, C one by one is 1</caption>
 * <tr><th>what</th><th>recvmmsg</th><th>joined on receipt</th></tr>
 * <tr><td>received, 64 B, cut up by the sender's kernel</td><td>0.96</td><td>18.7</td></tr>
 * <tr><td>received, 1400 B, cut up by the sender's kernel</td><td>0.82</td><td>4.0</td></tr>
 * </table>
 *
 * <table>
 * <caption>Echoes per second with 64 outstanding, C one by one is 1</caption>
 * <tr><th>in, out</th><th>64 B</th><th>1400 B</th></tr>
 * <tr><td>recvmmsg, sendmmsg</td><td>0.94</td><td>1.01</td></tr>
 * <tr><td>joined without recvmmsg, cut up</td><td>0.83</td><td>0.85</td></tr>
 * <tr><td>recvmmsg, cut up</td><td>1.13</td><td>1.09</td></tr>
 * </table>
 *
 * @param messages the most that one call receives, 1 to 64; 64 by default
 * @param join whether the kernel joins datagrams on receipt; true by default
 * @param segment whether the kernel cuts up what is sent; true by default. After EIO, of a device
 *     without checksums, it is not asked again; after EINVAL or EMSGSIZE not for datagrams as long
 */
public record Batching(int messages, boolean join, boolean segment) {
  private static final Batching AUTOMATIC = new Batching(64, true, true);

  /**
   * Batching in range.
   *
   * @throws IllegalArgumentException where it is not
   */
  public Batching {
    if (messages < 1 || messages > 64) {
      throw new IllegalArgumentException("messages: " + messages + " (expected: 1 to 64)");
    }
  }

  /**
   * What is best as far as measured.
   *
   * @return all of it
   */
  public static Batching automatic() {
    return AUTOMATIC;
  }

  /**
   * With fewer messages per call.
   *
   * @param most 1 to 64
   * @return the new rule
   */
  public Batching messages(int most) {
    return new Batching(most, join, segment);
  }

  /**
   * With or without joining on receipt.
   *
   * @param on whether to ask for UDP_GRO
   * @return the new rule
   */
  public Batching join(boolean on) {
    return new Batching(messages, on, segment);
  }

  /**
   * With or without cutting up by the kernel.
   *
   * @param on whether to use UDP_SEGMENT
   * @return the new rule
   */
  public Batching segment(boolean on) {
    return new Batching(messages, join, on);
  }
}
