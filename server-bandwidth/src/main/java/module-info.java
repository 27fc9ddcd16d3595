/** iperf3 on the wire, client and server, and the load generators behind the bench. */
@org.jspecify.annotations.NullMarked
module dev.weir.bandwidth {
  requires static org.jspecify;
  requires transitive dev.weir.server;
  requires transitive dev.weir.linux;
  requires io.netty.common;
  requires io.netty.transport.unix.common;
  requires com.fasterxml.jackson.databind;
  requires io.netty.codec;
  requires org.slf4j;
  requires jdk.unsupported;
  requires HdrHistogram;

  exports dev.weir.bandwidth.iperf3;
  exports dev.weir.bandwidth.iperf3.access;
  exports dev.weir.bandwidth.iperf3.cli;
  exports dev.weir.bandwidth.load;
  exports dev.weir.bandwidth.report;
  exports dev.weir.bandwidth.report.html;
  exports dev.weir.bandwidth.stream;
}
