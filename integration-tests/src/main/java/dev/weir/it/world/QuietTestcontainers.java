package dev.weir.it.world;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.LoggerFactory;

/**
 * Silences Testcontainers, then leaves the rest to the command's own configuration: without an
 * engine it explains at length what one line at the end of the build says, and what fails with one
 * is thrown as well as logged.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_TOP_PRIORITY)
public final class QuietTestcontainers extends ContextAwareBase implements Configurator {

  /** Called by logback's service loader. */
  public QuietTestcontainers() {}

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    silence(context);
    return ExecutionStatus.INVOKE_NEXT_IF_ANY;
  }

  /** The command names its logging's configuration instead of searching for it. */
  static void inThisProcess() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      silence(context);
    }
  }

  private static void silence(LoggerContext context) {
    context.getLogger("org.testcontainers").setLevel(Level.OFF);
    // Its client for the engine.
    context.getLogger("com.github.dockerjava").setLevel(Level.OFF);
  }
}
