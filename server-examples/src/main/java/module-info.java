/** Example servers, a page each, and the weir command. */
@org.jspecify.annotations.NullMarked
module dev.weir.command {
  requires static org.jspecify;
  requires dev.weir.bandwidth;
  requires dev.weir.linux;
  requires transitive info.picocli;
  requires io.netty.common;
  requires org.slf4j;
  requires ch.qos.logback.core;
  requires ch.qos.logback.classic;
  requires org.snakeyaml.engine;
  requires com.fasterxml.jackson.databind;
  requires io.netty.codec;
  requires io.netty.codec.http;
  requires micrometer.registry.prometheus;
  requires micrometer.registry.otlp;

  exports dev.weir.command;

  // picocli sets option fields by reflection.
  opens dev.weir.command to
      info.picocli;
  opens dev.weir.command.inspect to
      info.picocli;

  uses dev.weir.command.Subcommand;

  provides dev.weir.command.Subcommand with
      dev.weir.command.inspect.InspectCommand;
  provides ch.qos.logback.classic.spi.Configurator with
      dev.weir.command.log.LogToStandardError;
}
