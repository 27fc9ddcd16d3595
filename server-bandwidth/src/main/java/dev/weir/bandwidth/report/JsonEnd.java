package dev.weir.bandwidth.report;

import java.util.Optional;

/** The {@code end} object. */
final class JsonEnd {

  private final TestReport report;
  private final TestDescription test;
  private final Json.Fields end = new Json.Fields();

  private JsonEnd(TestReport report) {
    this.report = report;
    this.test = report.test();
  }

  static Json of(TestReport report) {
    return new JsonEnd(report).tree();
  }

  private Json tree() {
    Json.Items streams = new Json.Items();
    report.directions().forEach(way -> way.streams().forEach(s -> streams.add(stream(way, s))));
    end.put("streams", streams);
    report.directions().forEach(this::sums);
    end.put("cpu_utilization_percent", cpu());
    if (test.settings().protocol() == Protocol.TCP) {
      congestion();
    }
    return end;
  }

  private Json stream(DirectionTotals way, StreamTotals stream) {
    return stream
        .udp()
        .<Json>map(udp -> new Json.Fields().put("udp", flow(stream, udp)))
        .orElseGet(() -> connection(way, stream));
  }

  private Json connection(DirectionTotals way, StreamTotals stream) {
    Json.Fields both = new Json.Fields().put("sender", sent(way, stream));
    stream.file().ifPresent(file -> both.put("diskfile", file(stream, file)));
    return both.put("receiver", received(way, stream));
  }

  private Json sent(DirectionTotals way, StreamTotals stream) {
    Json.Fields fields = new Json.Fields().put("socket", stream.stream().socket());
    moved(fields, report.senderSeconds(), stream.bytesSent());
    stream.tcp().filter(tcp -> way.retransmitsKnown()).ifPresent(tcp -> kernel(fields, tcp));
    return fields.put("sender", way.sender());
  }

  private Json received(DirectionTotals way, StreamTotals stream) {
    double seconds = report.receiverSeconds();
    Json.Fields fields = new Json.Fields().put("socket", stream.stream().socket());
    JsonInterval.span(fields, 0, seconds, report.seconds());
    return fields
        .put("bytes", stream.bytesReceived())
        .put("bits_per_second", Rate.bits(stream.bytesReceived(), seconds))
        .put("sender", way.sender());
  }

  private static void kernel(Json.Fields fields, TcpTotals tcp) {
    fields
        .put("retransmits", tcp.retransmits())
        .put("reorder", tcp.reordering())
        .put("max_snd_cwnd", tcp.maxCongestionWindow())
        .put("max_snd_wnd", tcp.maxSendWindow())
        .put("max_rtt", tcp.maxRtt())
        .put("min_rtt", tcp.minRtt())
        .put("mean_rtt", tcp.meanRtt());
  }

  private static Json file(StreamTotals stream, FileTotals file) {
    return new Json.Fields()
        .put("sent", stream.bytesSent())
        .put("received", stream.bytesReceived())
        .put("size", file.size())
        .put("percent_sent", file.percent(stream.bytesSent()))
        .put("percent_received", file.percent(stream.bytesReceived()))
        .put("filename", file.name());
  }

  private Json flow(StreamTotals stream, UdpTotals udp) {
    Json.Fields fields = new Json.Fields().put("socket", stream.stream().socket());
    moved(fields, report.senderSeconds(), stream.bytesSent());
    JsonInterval.lost(fields, udp.jitter(), udp.lost(), udp.packets(), udp.lostPercentOfSent());
    return fields.put("out_of_order", udp.outOfOrder()).put("sender", stream.stream().sender());
  }

  private void sums(DirectionTotals way) {
    way.udp().ifPresentOrElse(udp -> flows(way, udp), () -> connections(way));
  }

  private void connections(DirectionTotals way) {
    Json.Fields sent = moved(new Json.Fields(), report.senderSeconds(), way.bytesSent());
    if (way.retransmitsKnown()) {
      sent.put("retransmits", way.retransmits());
    }
    put(way, "sum_sent", sent.put("sender", way.sender()));
    Json.Fields received = moved(new Json.Fields(), report.receiverSeconds(), way.bytesReceived());
    put(way, "sum_received", received.put("sender", way.sender()));
  }

  private void flows(DirectionTotals way, UdpTotals udp) {
    double percent = UdpFigures.percent(udp.lost(), udp.packets());
    Json.Fields mixed = new Json.Fields();
    JsonInterval.span(mixed, 0, report.receiverSeconds(), report.receiverSeconds());
    mixed
        .put("bytes", way.bytesSent())
        .put("bits_per_second", Rate.bits(way.bytesSent(), report.senderSeconds()));
    JsonInterval.lost(mixed, udp.jitter(), udp.lost(), udp.packets(), percent);
    put(way, "sum", mixed.put("sender", way.sender()));

    Json.Fields sent = moved(new Json.Fields(), report.senderSeconds(), way.bytesSent());
    JsonInterval.lost(sent, 0, 0, udp.sent(), 0);
    put(way, "sum_sent", sent.put("sender", true));

    Json.Fields received = moved(new Json.Fields(), report.receiverSeconds(), way.bytesReceived());
    JsonInterval.lost(received, udp.jitter(), udp.lost(), udp.received(), percent);
    put(way, "sum_received", received.put("sender", false));
  }

  private void put(DirectionTotals way, String name, Json sum) {
    end.put(JsonInterval.name(test, way.sender(), name), sum);
  }

  private static Json.Fields moved(Json.Fields fields, double seconds, long bytes) {
    JsonInterval.span(fields, 0, seconds, seconds);
    return fields.put("bytes", bytes).put("bits_per_second", Rate.bits(bytes, seconds));
  }

  private Json cpu() {
    return new Json.Fields()
        .put("host_total", report.cpu().total())
        .put("host_user", report.cpu().user())
        .put("host_system", report.cpu().system())
        .put("remote_total", report.remoteCpu().total())
        .put("remote_user", report.remoteCpu().user())
        .put("remote_system", report.remoteCpu().system());
  }

  /** Which end is the sender is decided by the direction that was told last. */
  private void congestion() {
    boolean sender = report.directions().getLast().sender();
    Optional<String> sending = sender ? report.congestion() : report.remoteCongestion();
    Optional<String> receiving = sender ? report.remoteCongestion() : report.congestion();
    sending.ifPresent(name -> end.put("sender_tcp_congestion", name));
    receiving.ifPresent(name -> end.put("receiver_tcp_congestion", name));
  }
}
