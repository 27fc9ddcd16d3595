package dev.weir.it.scenario;

import dev.weir.it.world.Link;
import dev.weir.server.option.SocketOptions;
import java.time.Duration;
import java.util.List;

/**
 * One test: what stands at the two ends, what flows, what lies between, what goes wrong, and what
 * must be true afterwards.
 *
 * @param server what listens
 * @param client what connects
 * @param protocol of the streams
 * @param direction where the data goes
 * @param streams how many at once
 * @param length bytes of each write or datagram; 0 for the client's default
 * @param bitrate bits per second that each stream offers; 0 for as fast as it goes
 * @param options socket options of the streams, at both ends
 * @param duration how long data flows
 * @param omit how long at the beginning does not count
 * @param link what lies between
 * @param faults what goes wrong, in the order of time
 * @param expectations what must be true afterwards
 */
public record Scenario(
    Peer server,
    Peer client,
    Protocol protocol,
    Direction direction,
    int streams,
    int length,
    long bitrate,
    SocketOptions options,
    Duration duration,
    Duration omit,
    Link link,
    List<Fault> faults,
    List<Expectation> expectations) {

  /** Copies the lists. */
  public Scenario {
    faults = List.copyOf(faults);
    expectations = List.copyOf(expectations);
  }

  /** The same test with another peer at both ends, and nothing expected of it. */
  public Scenario between(PeerName peer) {
    return new Scenario(
        Peer.of(peer),
        Peer.of(peer),
        protocol,
        direction,
        streams,
        length,
        bitrate,
        options,
        duration,
        omit,
        link,
        faults,
        List.of());
  }
}
