/** Example servers, a page each, and the weir command. */
@org.jspecify.annotations.NullMarked
module dev.weir.command {
  requires static org.jspecify;
  requires transitive dev.weir.server;
  requires transitive info.picocli;
  requires dev.weir.bandwidth;
  requires dev.weir.linux;
  requires io.netty.common;
  requires io.netty.buffer;
  requires io.netty.transport;
  requires io.netty.transport.unix.common;
  requires io.netty.codec;
  requires io.netty.codec.dns;
  requires io.netty.codec.http;
  requires io.netty.codec.redis;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires org.snakeyaml.engine;
  requires micrometer.registry.prometheus;
  requires micrometer.registry.otlp;
  requires org.slf4j;
  requires ch.qos.logback.core;
  requires ch.qos.logback.classic;

  exports dev.weir.command;
  exports dev.weir.command.serve;
  exports dev.weir.examples;
  exports dev.weir.examples.keyvalue;

  // SLF4J makes the backend that is named.
  exports dev.weir.command.log to
      org.slf4j;

  // picocli sets option fields by reflection.
  opens dev.weir.command to
      info.picocli;
  opens dev.weir.command.bench to
      info.picocli;
  opens dev.weir.command.inspect to
      info.picocli;
  opens dev.weir.command.serve to
      info.picocli;

  uses dev.weir.command.Subcommand;
  uses dev.weir.command.serve.Service;

  provides dev.weir.command.Subcommand with
      dev.weir.command.Completion,
      dev.weir.command.Iperf3,
      dev.weir.command.bench.BenchCommand,
      dev.weir.command.inspect.InspectCommand,
      dev.weir.command.serve.ServeCommand;
  provides dev.weir.command.serve.Service with
      dev.weir.command.serve.BandwidthService,
      dev.weir.command.serve.ChargenService,
      dev.weir.command.serve.ChatService,
      dev.weir.command.serve.DaytimeService,
      dev.weir.command.serve.DiscardService,
      dev.weir.command.serve.DnsService,
      dev.weir.command.serve.EchoService,
      dev.weir.command.serve.KeyValueService,
      dev.weir.command.serve.LinesService,
      dev.weir.command.serve.ProxyService,
      dev.weir.command.serve.StatsdService;
  provides ch.qos.logback.classic.spi.Configurator with
      dev.weir.command.log.LogToStandardError;
}
