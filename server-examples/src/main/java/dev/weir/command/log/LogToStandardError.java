package dev.weir.command.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * Configures logback in code, which starts faster than its XML: everything at or above the level in
 * the environment variable {@code WEIR_LOG} (default {@code warn}) goes to stderr, a line an event.
 * A failure is named in its line; its stack is printed at {@code debug} only.
 */
public final class LogToStandardError extends ContextAwareBase implements Configurator {

  private static final String LINE = "%d{HH:mm:ss.SSS} %-5level %logger{24}: %msg";

  /** Called by logback's service loader. */
  public LogToStandardError() {}

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    apply(context, environment());
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /**
   * Changes how much is logged, from the next line on.
   *
   * @param level error, warn, info, debug or trace; empty for what the environment says
   */
  public static void level(Optional<String> level) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      apply(context, level.map(Level::valueOf).orElseGet(LogToStandardError::environment));
    }
  }

  private static Level environment() {
    return Level.toLevel(System.getenv("WEIR_LOG"), Level.WARN);
  }

  /** Whether stacks are printed depends on the level, so the appender is new with it. */
  private static void apply(LoggerContext context, Level level) {
    var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    var before = root.iteratorForAppenders();
    root.setLevel(level);
    FirstLineAppender appender = new FirstLineAppender(() -> appender(context, level));
    appender.setContext(context);
    appender.start();
    root.addAppender(appender);
    before.forEachRemaining(root::detachAppender);
  }

  private static Appender<ILoggingEvent> appender(LoggerContext context, Level level) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(
        LINE
            + (level.isGreaterOrEqual(Level.INFO)
                ? "%replace( %ex{0}){'\\s+$',''}%n%nopex"
                : "%n%ex"));
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }
}
