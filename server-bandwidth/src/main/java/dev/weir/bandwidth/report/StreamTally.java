package dev.weir.bandwidth.report;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** One stream of a tally: what was set aside, what was reported, what is new. */
final class StreamTally {

  private final StreamDescription description;
  private final Protocol protocol;
  private final TcpTally tcp = new TcpTally();
  private StreamSample omitted;
  private StreamSample reported;
  private StreamSample last;
  private Optional<StreamResult> remote = Optional.empty();

  StreamTally(StreamDescription description, Protocol protocol) {
    this.description = description;
    this.protocol = protocol;
    StreamSample nothing = StreamSample.udpSender(description.id(), 0, 0);
    omitted = nothing;
    reported = nothing;
    last = nothing;
  }

  StreamDescription description() {
    return description;
  }

  void omit(StreamSample sample) {
    sample.tcp().ifPresent(tcp::omit);
    omitted = sample;
    reported = sample;
    last = sample;
  }

  StreamInterval interval(Lap lap, StreamSample sample) {
    StreamInterval interval =
        new StreamInterval(
            description,
            lap.start(),
            lap.end(),
            lap.seconds(),
            sample.bytes() - reported.bytes(),
            lap.omitted(),
            sample.tcp().map(tcp::interval),
            udp(sample));
    reported = sample;
    last = sample;
    return interval;
  }

  private Optional<UdpFigures> udp(StreamSample sample) {
    return protocol == Protocol.UDP
        ? Optional.of(
            new UdpFigures(
                sample.packets() - reported.packets(),
                sample.errors() - reported.errors(),
                sample.jitter()))
        : Optional.empty();
  }

  void remote(StreamResult result) {
    remote = Optional.of(result);
  }

  double remoteSeconds() {
    return remote.map(StreamResult::seconds).flatMap(StreamTally::boxed).orElse(0.0);
  }

  /** What this end tells; of a stream it sends on it echoes what the receiver has told it. */
  StreamResult result(double seconds) {
    Optional<StreamResult> receiver = description.sender() ? remote : Optional.empty();
    return new StreamResult(
        description.id(),
        last.bytes() - omitted.bytes(),
        last.tcp().isPresent() ? tcp.retransmits() : -1,
        receiver.map(StreamResult::jitter).orElse(last.jitter()),
        receiver.map(StreamResult::errors).orElse(last.errors()),
        receiver.map(StreamResult::omittedErrors).orElse(OptionalLong.of(omitted.errors())),
        last.packets(),
        OptionalLong.of(omitted.packets()),
        OptionalDouble.of(seconds));
  }

  StreamTotals totals() {
    long here = last.bytes() - omitted.bytes();
    long there = remote.map(StreamResult::bytes).orElse(0L);
    boolean sender = description.sender();
    return new StreamTotals(
        description,
        sender ? here : there,
        sender ? there : here,
        protocol == Protocol.TCP ? Optional.of(tcpTotals()) : Optional.empty(),
        protocol == Protocol.UDP ? Optional.of(udpTotals()) : Optional.empty(),
        Optional.empty());
  }

  private TcpTotals tcpTotals() {
    return tcp.totals(
        description.sender()
            ? tcp.retransmits()
            : remote.map(StreamResult::retransmits).orElse(0L));
  }

  private UdpTotals udpTotals() {
    long here = last.packets() - omitted.packets();
    long there = remote.map(this::packets).orElse(0L);
    boolean sender = description.sender();
    return new UdpTotals(
        sender ? here : there,
        sender ? there : here,
        sender ? remote.map(this::lost).orElse(0L) : last.errors() - omitted.errors(),
        !sender || remote.map(this::lostKnown).orElse(true),
        last.outOfOrder() - omitted.outOfOrder(),
        sender ? remote.map(StreamResult::jitter).orElse(0.0) : last.jitter());
  }

  /** An end that does not tell its omitted packets will have omitted about as many as this one. */
  private long packets(StreamResult result) {
    return result.packets() - result.omittedPackets().orElse(omitted.packets());
  }

  private long lost(StreamResult result) {
    return result.errors() - result.omittedErrors().orElse(0);
  }

  private boolean lostKnown(StreamResult result) {
    return result.omittedErrors().isPresent() || omitted.packets() == 0 || result.errors() == 0;
  }

  private static Optional<Double> boxed(OptionalDouble value) {
    return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
  }
}
