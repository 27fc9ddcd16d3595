package dev.weir.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The names and records of one DNS zone, read once from text; a line is name, type and data. */
final class DnsZone {

  private static final long TTL_SECONDS = 300;
  private static final int LONGEST_STRING = 255;

  private final String origin;
  private final Map<String, List<Entry>> names;

  private record Entry(String name, DnsRecordType type, ByteBuf data) {}

  DnsZone(String origin, String text) {
    this.origin = origin;
    this.names = text.lines().map(DnsZone::entry).collect(groupingBy(Entry::name));
  }

  /** What the zone has to say of a name, apart from its records. */
  DnsResponseCode code(DnsQuestion question) {
    String name = question.name().toLowerCase(Locale.ROOT);
    if (question.dnsClass() != DnsRecord.CLASS_IN || !("." + name).endsWith("." + origin)) {
      return DnsResponseCode.REFUSED;
    }
    return names.containsKey(name) ? DnsResponseCode.NOERROR : DnsResponseCode.NXDOMAIN;
  }

  /** The records that a question asks for, under the name as it was asked. */
  List<DnsRawRecord> answers(DnsQuestion question) {
    return names.getOrDefault(question.name().toLowerCase(Locale.ROOT), List.of()).stream()
        .filter(entry -> entry.type().equals(question.type()))
        .map(entry -> record(question.name(), entry))
        .toList();
  }

  private static DnsRawRecord record(String name, Entry entry) {
    return new DefaultDnsRawRecord(name, entry.type(), TTL_SECONDS, entry.data().duplicate());
  }

  private static Entry entry(String line) {
    String[] words = line.strip().split("\\s+", 3);
    DnsRecordType type = DnsRecordType.valueOf(words[1]);
    byte[] data =
        type.equals(DnsRecordType.TXT)
            ? strings(words[2].getBytes(UTF_8))
            : InetAddress.ofLiteral(words[2]).getAddress();
    return new Entry(words[0], type, Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(data)));
  }

  /** Text on the wire: strings of at most 255 bytes, each after its length. */
  private static byte[] strings(byte[] text) {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    for (int start = 0; start < text.length; start += LONGEST_STRING) {
      int length = Math.min(LONGEST_STRING, text.length - start);
      wire.write(length);
      wire.write(text, start, length);
    }
    return wire.toByteArray();
  }
}
