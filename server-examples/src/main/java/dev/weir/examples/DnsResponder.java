package dev.weir.examples;

import dev.weir.server.Server;
import dev.weir.server.TcpServer;
import dev.weir.server.UdpServer;
import dev.weir.server.pipeline.Pipeline;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DefaultDnsResponse;
import io.netty.handler.codec.dns.DnsOpCode;
import io.netty.handler.codec.dns.DnsQuery;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordDecoder;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.handler.codec.dns.TcpDnsQueryDecoder;
import io.netty.handler.codec.dns.TcpDnsResponseEncoder;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A responder for a small DNS zone. One idea: a handler that sees messages, not bytes, serves
 * datagrams and connections alike; an answer too large for the asker's datagrams is left out and
 * marked so, and the asker comes back over TCP.
 *
 * <p>Try it with {@code dig @127.0.0.1 -p 7053 weir.test TXT}; {@code large.weir.test} needs TCP.
 */
public final class DnsResponder {

  private static final int PLAIN_DATAGRAM = 512;
  private static final int LARGEST_DATAGRAM = 1232;
  private static final int LARGEST_QUERY = 4096;

  private static final DnsZone ZONE =
      new DnsZone(
          "weir.test.",
          """
          weir.test.        A     192.0.2.7
          weir.test.        AAAA  2001:db8::7
          weir.test.        TXT   events in, answers out
          www.weir.test.    A     192.0.2.8
          www.weir.test.    A     192.0.2.9
          large.weir.test.  TXT   %s\
          """
              .formatted("too long for a datagram; ".repeat(100)));

  private DnsResponder() {}

  /** The stages of the datagram channel. */
  public static Pipeline udp(Pipeline pipeline) {
    return pipeline
        .last("decode", DatagramDnsQueryDecoder::new)
        .last("encode", DatagramDnsResponseEncoder::new)
        .last("zone", ZoneHandler::new);
  }

  /** The stages of a connection. */
  public static Pipeline tcp(Pipeline pipeline) {
    return pipeline
        .last("decode", () -> new TcpDnsQueryDecoder(DnsRecordDecoder.DEFAULT, LARGEST_QUERY))
        .last("encode", TcpDnsResponseEncoder::new)
        .last("zone", ZoneHandler::new);
  }

  /** Serves until the process is ended. */
  public static void main(String[] arguments) throws InterruptedException {
    try (Server udp = UdpServer.on("udp://:7053").pipeline(DnsResponder::udp).start();
        Server tcp = TcpServer.on("tcp://:7053").pipeline(DnsResponder::tcp).start()) {
      System.out.println("DNS on " + udp.endpoint() + " and " + tcp.endpoint());
      udp.awaitClosed();
    }
  }

  private static final class ZoneHandler extends SimpleChannelInboundHandler<DnsQuery> {

    @Override
    protected void channelRead0(ChannelHandlerContext context, DnsQuery query) {
      DnsResponse response =
          query instanceof DatagramDnsQuery datagram
              ? new DatagramDnsResponse(
                  /* sender= */ datagram.recipient(),
                  /* recipient= */ datagram.sender(),
                  query.id())
              : new DefaultDnsResponse(query.id());
      response.setOpCode(query.opCode()).setRecursionDesired(query.isRecursionDesired());
      if (!query.opCode().equals(DnsOpCode.QUERY)) {
        response.setCode(DnsResponseCode.NOTIMP);
      } else if (query.count(DnsSection.QUESTION) != 1) {
        response.setCode(DnsResponseCode.FORMERR);
      } else {
        answer(query, response);
      }
      context.write(response);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      // Not a query: a datagram is dropped, as its sender may be forged; a stream has lost its way.
      if (!(cause instanceof DecoderException)) {
        context.fireExceptionCaught(cause);
      } else if (!(context.channel() instanceof DatagramChannel)) {
        context.close();
      }
    }

    private static void answer(DnsQuery query, DnsResponse response) {
      DnsQuestion question = query.recordAt(DnsSection.QUESTION, 0);
      response.addRecord(DnsSection.QUESTION, question);
      response.setCode(ZONE.code(question));
      response.setAuthoritativeAnswer(!response.code().equals(DnsResponseCode.REFUSED));
      Optional<DnsRecord> extension = extension(query);
      extension.ifPresent(asked -> response.addRecord(DnsSection.ADDITIONAL, extension()));
      List<DnsRawRecord> answers = ZONE.answers(question);
      if (query instanceof DatagramDnsQuery && size(question, answers) > room(extension)) {
        response.setTruncated(true);
      } else {
        answers.forEach(record -> response.addRecord(DnsSection.ANSWER, record));
      }
    }

    /**
     * What the asker says of itself (EDNS, RFC 6891): its largest datagram, in place of a class.
     */
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
}
