/** Example servers, a page each, and the weir command. */
@org.jspecify.annotations.NullMarked
module dev.weir.command {
  requires static org.jspecify;
  requires dev.weir.bandwidth;
  requires transitive info.picocli;
  requires io.netty.common;
  requires org.slf4j;
  requires ch.qos.logback.core;
  requires ch.qos.logback.classic;

  exports dev.weir.command;

  // picocli sets option fields by reflection.
  opens dev.weir.command to
      info.picocli;

  uses dev.weir.command.Subcommand;

  provides ch.qos.logback.classic.spi.Configurator with
      dev.weir.command.log.LogToStandardError;
}
