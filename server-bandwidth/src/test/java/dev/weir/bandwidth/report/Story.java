package dev.weir.bandwidth.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Tells a test to a listener the way a session does: samples in, events out. */
final class Story {

  static final Identity IDENTITY = new Identity("iperf 3.21", "Linux host 6.1.0 #1 SMP x86_64");

  private final TestEvents events;
  private final TestTally tally;
  private final List<StreamDescription> streams = new ArrayList<>();

  Story(TestDescription test, TestEvents events) {
    this.events = events;
    this.tally = new TestTally(test);
    events.accepted(test);
  }

  Story stream(int id, int socket, int localPort, int remotePort, boolean sender) {
    HostPort local = new HostPort("127.0.0.1", localPort);
    StreamDescription stream =
        new StreamDescription(id, socket, local, new HostPort("127.0.0.1", remotePort), sender);
    streams.add(stream);
    tally.add(stream);
    events.connected(stream);
    return this;
  }

  Story start(long sendBuffer, long receiveBuffer) {
    tally.start(Tests.at(0));
    events.started(new SocketBuffers(sendBuffer, receiveBuffer));
    return this;
  }

  Story sample(double seconds, StreamSample... samples) {
    tally.sample(Tests.at(seconds), List.of(samples)).ifPresent(events::interval);
    return this;
  }

  Story counting(double seconds, StreamSample... samples) {
    tally.endOmit(Tests.at(seconds), List.of(samples));
    events.counting();
    return this;
  }

  Story cpu(double total, double user, double system) {
    tally.cpu(new CpuUse(total, user, system));
    return this;
  }

  Story congestion(String name) {
    tally.congestion(name);
    return this;
  }

  Story output(ServerOutput output) {
    tally.serverOutput(output);
    return this;
  }

  Story remote(CpuUse cpu, int retransmits, Optional<String> congestion, StreamResult... results) {
    tally.remote(new EndResults(cpu, retransmits, congestion, List.of(results)));
    return this;
  }

  void end() {
    events.finished(tally.report());
    events.closed();
  }

  static StreamResult moved(int id, long bytes, long again, double seconds) {
    return flow(id, bytes, again, 0, 0, 0, 0, seconds);
  }

  static StreamResult flow(
      int id,
      long bytes,
      long again,
      double jitter,
      long errors,
      long packets,
      long omittedPackets,
      double seconds) {
    return new StreamResult(
        id,
        bytes,
        again,
        jitter,
        errors,
        OptionalLong.of(0),
        packets,
        OptionalLong.of(omittedPackets),
        OptionalDouble.of(seconds));
  }

  /** What the original printed. */
  static String captured(String name) {
    try (InputStream in = Story.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("name: " + name + " (expected: a resource)");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
