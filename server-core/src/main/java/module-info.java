/** Event-driven TCP and UDP servers on Linux. */
@org.jspecify.annotations.NullMarked
module dev.weir.server {
  requires static org.jspecify;
  requires org.slf4j;
  requires transitive dev.weir.linux;
  requires transitive io.netty.common;
  requires transitive io.netty.buffer;
  requires transitive io.netty.transport;
  requires io.netty.handler;
  requires io.netty.transport.unix.common;
  requires io.netty.transport.classes.epoll;
  requires transitive micrometer.core;
  requires java.management;

  exports dev.weir.server;
  exports dev.weir.server.bulk;
  exports dev.weir.server.connection;
  exports dev.weir.server.endpoint;
  exports dev.weir.server.metrics;
  exports dev.weir.server.option;
  exports dev.weir.server.pipeline;
}
