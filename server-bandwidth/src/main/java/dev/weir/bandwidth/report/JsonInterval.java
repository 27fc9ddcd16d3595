package dev.weir.bandwidth.report;

/** One element of {@code intervals}. */
final class JsonInterval {

  private JsonInterval() {}

  static Json of(TestDescription test, IntervalReport interval) {
    Json.Items streams = new Json.Items();
    interval.streams().forEach(each -> streams.add(stream(each)));
    Json.Fields fields = new Json.Fields().put("streams", streams);
    interval.sums().forEach(sum -> fields.put(name(test, sum.sender(), "sum"), sum(sum)));
    return fields;
  }

  /** What the server sends has a name of its own where both send, the same at both ends. */
  static String name(TestDescription test, boolean sender, String name) {
    boolean fromServer = sender == (test.role() == Role.SERVER);
    return test.settings().bidirectional() && fromServer ? name + "_bidir_reverse" : name;
  }

  private static Json stream(StreamInterval interval) {
    Json.Fields fields = new Json.Fields().put("socket", interval.stream().socket());
    span(fields, interval.start(), interval.end(), interval.seconds());
    fields.put("bytes", interval.bytes()).put("bits_per_second", interval.bitrate());
    interval.tcp().ifPresent(tcp -> kernel(fields, tcp));
    interval.udp().ifPresent(udp -> datagrams(fields, udp, interval.stream().sender()));
    return fields.put("omitted", interval.omitted()).put("sender", interval.stream().sender());
  }

  private static Json sum(IntervalSum sum) {
    Json.Fields fields = new Json.Fields();
    span(fields, sum.start(), sum.end(), sum.seconds());
    fields.put("bytes", sum.bytes()).put("bits_per_second", sum.bitrate());
    sum.retransmits().ifPresent(again -> fields.put("retransmits", again));
    sum.udp().ifPresent(udp -> datagrams(fields, udp, sum.sender()));
    return fields.put("omitted", sum.omitted()).put("sender", sum.sender());
  }

  static void span(Json.Fields fields, double start, double end, double seconds) {
    fields.put("start", start).put("end", end).put("seconds", seconds);
  }

  private static void kernel(Json.Fields fields, TcpSample tcp) {
    fields
        .put("retransmits", tcp.retransmits())
        .put("snd_cwnd", tcp.congestionWindow())
        .put("snd_wnd", tcp.sendWindow())
        .put("rtt", tcp.rtt())
        .put("rttvar", tcp.rttVariation())
        .put("pmtu", tcp.pathMtu())
        .put("reorder", tcp.reordering());
  }

  private static void datagrams(Json.Fields fields, UdpFigures udp, boolean sender) {
    if (sender) {
      fields.put("packets", udp.packets());
    } else {
      lost(fields, udp.jitter(), udp.lost(), udp.packets(), udp.lostPercent());
    }
  }

  static void lost(Json.Fields fields, double jitter, long lost, long packets, double percent) {
    fields
        .put("jitter_ms", jitter * 1000)
        .put("lost_packets", lost)
        .put("packets", packets)
        .put("lost_percent", percent);
  }
}
