package dev.weir.examples;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DnsQuery;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Fills answers from a zone, as far as they fit into what the asker takes. */
final class DnsAnswers {

  private static final int PLAIN_DATAGRAM = 512;
  private static final int LARGEST_DATAGRAM = 1232;

  private DnsAnswers() {}

  static void add(DnsZone zone, DnsQuery query, DnsResponse response) {
    DnsQuestion question = query.recordAt(DnsSection.QUESTION, 0);
    response.addRecord(DnsSection.QUESTION, question);
    response.setCode(zone.code(question));
    response.setAuthoritativeAnswer(!response.code().equals(DnsResponseCode.REFUSED));
    Optional<DnsRecord> extension = extension(query);
    extension.ifPresent(asked -> response.addRecord(DnsSection.ADDITIONAL, extension()));
    List<DnsRawRecord> answers = zone.answers(question);
    if (query instanceof DatagramDnsQuery && size(question, answers) > room(extension)) {
      response.setTruncated(true);
    } else {
      answers.forEach(record -> response.addRecord(DnsSection.ANSWER, record));
    }
  }

  /** What the asker says of itself (EDNS, RFC 6891): its largest datagram, in place of a class. */
  private static Optional<DnsRecord> extension(DnsQuery query) {
    return IntStream.range(0, query.count(DnsSection.ADDITIONAL))
        .mapToObj(index -> query.<DnsRecord>recordAt(DnsSection.ADDITIONAL, index))
        .filter(record -> record.type().equals(DnsRecordType.OPT))
        .findFirst();
  }

  private static DnsRecord extension() {
    return new DefaultDnsRawRecord(
        ".", DnsRecordType.OPT, LARGEST_DATAGRAM, 0, Unpooled.EMPTY_BUFFER);
  }

  private static int room(Optional<DnsRecord> extension) {
    int asked = extension.map(DnsRecord::dnsClass).orElse(PLAIN_DATAGRAM);
    return Math.clamp(asked, PLAIN_DATAGRAM, LARGEST_DATAGRAM);
  }

  /** Bytes on the wire: header, question and extension, then each record under its full name. */
  private static int size(DnsQuestion question, List<DnsRawRecord> answers) {
    int name = question.name().length() + 1;
    int records =
        answers.stream().mapToInt(record -> name + 10 + record.content().readableBytes()).sum();
    return 12 + name + 4 + 11 + records;
  }
}
