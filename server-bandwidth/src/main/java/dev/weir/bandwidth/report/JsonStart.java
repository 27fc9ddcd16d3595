package dev.weir.bandwidth.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The {@code start} object: its keys come in the order in which each end gets to know them. */
final class JsonStart {

  private static final DateTimeFormatter RFC1123 =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private final Json.Fields start = new Json.Fields();
  private final Json.Items connected = new Json.Items();
  private final Json.Fields early = new Json.Fields();
  private final Json.Fields agreed = new Json.Fields();
  private boolean buffersKnown;

  JsonStart(Identity identity) {
    start.put("connected", connected);
    start.put("version", identity.version()).put("system_info", identity.system());
  }

  /** A moment as mail and HTTP write it. */
  static String time(Instant instant) {
    return RFC1123.format(instant);
  }

  void accepted(TestDescription test) {
    TestSettings settings = test.settings();
    if (test.role() == Role.SERVER && settings.bitrate() != 0) {
      early.put("target_bitrate", settings.bitrate());
    }
    timestamp(test.begun());
    agreed.put(
        test.role() == Role.CLIENT ? "connecting_to" : "accepted_connection",
        new Json.Fields().put("host", test.peer().host()).put("port", test.peer().port()));
    agreed.put("cookie", test.cookie());
    if (settings.protocol() == Protocol.TCP) {
      segment(test);
    }
    agreed.put("target_bitrate", settings.bitrate()).put("fq_rate", settings.fqRate());
  }

  private void timestamp(Instant begun) {
    agreed.put(
        "timestamp",
        new Json.Fields()
            .put("time", time(begun))
            .put("timesecs", begun.getEpochSecond())
            .put("timemillisecs", begun.toEpochMilli()));
  }

  private void segment(TestDescription test) {
    if (test.settings().mss() > 0) {
      agreed.put("tcp_mss", test.settings().mss());
    } else {
      agreed.put("tcp_mss_default", test.controlMss());
    }
  }

  void connected(StreamDescription stream) {
    connected.add(
        new Json.Fields()
            .put("socket", stream.socket())
            .put("local_host", stream.local().host())
            .put("local_port", stream.local().port())
            .put("remote_host", stream.remote().host())
            .put("remote_port", stream.remote().port()));
  }

  void started(TestDescription test, SocketBuffers buffers) {
    buffers(test, buffers);
    agreed.put("test_start", testStart(test));
  }

  /** Those of the first socket; a TCP server's listener has them before anyone is accepted. */
  void buffers(TestDescription test, SocketBuffers buffers) {
    if (buffersKnown) {
      return;
    }
    buffersKnown = true;
    boolean listener = test.role() == Role.SERVER && test.settings().protocol() == Protocol.TCP;
    (listener ? early : agreed)
        .put("sock_bufsize", test.settings().socketBuffer())
        .put("sndbuf_actual", buffers.send())
        .put("rcvbuf_actual", buffers.receive());
  }

  private static Json testStart(TestDescription test) {
    TestSettings settings = test.settings();
    return new Json.Fields()
        .put("protocol", settings.protocol().name())
        .put("num_streams", settings.parallel())
        .put("blksize", settings.blockSize())
        .put("omit", settings.omit())
        .put("duration", settings.duration())
        .put("bytes", settings.bytes())
        .put("blocks", settings.blocks())
        .put("reverse", settings.reverse() ? 1 : 0)
        .put("tos", settings.tos())
        .put("target_bitrate", settings.bitrate())
        .put("bidir", settings.bidirectional() ? 1 : 0)
        .put("fqrate", settings.fqRate())
        .put("interval", test.interval())
        .put("gso", settings.gso() ? 1 : 0)
        .put("gro", settings.gro() ? 1 : 0);
  }

  Json tree() {
    Json.Fields whole = new Json.Fields();
    whole.entries().addAll(start.entries());
    whole.entries().addAll(early.entries());
    whole.entries().addAll(agreed.entries());
    return whole;
  }
}
