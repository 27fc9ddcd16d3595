package dev.weir.command.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the appender that it stands for when the first line is logged, which is never in most runs:
 * the pattern of a line, with its time zone, would cost every start a few milliseconds.
 */
final class FirstLineAppender extends AppenderBase<ILoggingEvent> {

  private final Supplier<Appender<ILoggingEvent>> maker;
  private @Nullable Appender<ILoggingEvent> made;

  FirstLineAppender(Supplier<Appender<ILoggingEvent>> maker) {
    this.maker = maker;
  }

  /** Called by one thread at a time, as the super class locks. */
  @Override
  protected void append(ILoggingEvent event) {
    Appender<ILoggingEvent> appender = made;
    if (appender == null) {
      appender = maker.get();
      made = appender;
    }
    appender.doAppend(event);
  }
}
