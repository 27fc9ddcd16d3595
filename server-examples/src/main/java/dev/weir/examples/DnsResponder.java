package dev.weir.examples;

import dev.weir.server.Server;
import dev.weir.server.TcpServer;
import dev.weir.server.UdpServer;
import dev.weir.server.pipeline.Pipeline;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.handler.codec.dns.DefaultDnsResponse;
import io.netty.handler.codec.dns.DnsOpCode;
import io.netty.handler.codec.dns.DnsQuery;
import io.netty.handler.codec.dns.DnsRecordDecoder;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.handler.codec.dns.TcpDnsQueryDecoder;
import io.netty.handler.codec.dns.TcpDnsResponseEncoder;

/**
 * A responder for a small DNS zone. One idea: a handler that sees messages, not bytes, serves
 * datagrams and connections alike; an answer too large for the asker's datagrams is left out and
 * marked so, and the asker comes back over TCP.
 *
 * <p>Try it with {@code dig @127.0.0.1 -p 7053 weir.test TXT}; {@code large.weir.test} needs TCP.
 */
public final class DnsResponder {

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
        .last("unix", UnixPackets::new)
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
        DnsAnswers.add(ZONE, query, response);
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
  }
}
