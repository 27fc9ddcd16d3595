package dev.weir.it.scenario;

import java.util.List;

/**
 * What stands at one end.
 *
 * @param name which program
 * @param args more words for its command line, as the program's own manual has them
 * @param image the container image; empty for the programs that Weir brings
 * @param command the command line in that image; empty for the image's own. {@code {address}},
 *     {@code {port}} and {@code {seconds}} stand for the test's
 * @param ready what a server prints once it listens; empty to wait for its port
 * @param memory the most memory that it may have, in bytes; 0 for no bound
 */
public record Peer(
    PeerName name,
    List<String> args,
    String image,
    List<String> command,
    String ready,
    long memory) {

  /** Copies the lists. */
  public Peer {
    args = List.copyOf(args);
    command = List.copyOf(command);
  }

  /** A program with nothing special. */
  public static Peer of(PeerName name) {
    return new Peer(name, List.of(), "", List.of(), "", 0);
  }

  /** The word for it in reports. */
  public String word() {
    return name == PeerName.IMAGE ? image : name.word();
  }
}
