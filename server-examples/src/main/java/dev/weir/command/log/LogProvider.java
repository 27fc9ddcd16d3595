package dev.weir.command.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Logback for SLF4J, named instead of searched for: SLF4J's search for a backend and logback's own
 * for its configuration would each open every jar of the command while it starts.
 */
public final class LogProvider implements SLF4JServiceProvider {

  /** Where SLF4J reads the class of its backend. */
  private static final String CHOICE = "slf4j.provider";

  private static final String VERBOSITY = "slf4j.internal.verbosity";
  private static final String API = "2.0.99";

  private final LoggerContext context = new LoggerContext();
  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final LogbackMDCAdapter diagnostics = new LogbackMDCAdapter();

  /** Called by SLF4J. */
  public LogProvider() {}

  /** Makes it this process's backend, if no other has been chosen; before the first logger. */
  public static void choose() {
    if (System.getProperty(CHOICE) == null) {
      System.setProperty(CHOICE, LogProvider.class.getName());
      // SLF4J would tell on stderr what it loads, where nobody asks.
      System.setProperty(VERBOSITY, System.getProperty(VERBOSITY, "WARN"));
    }
  }

  @Override
  public void initialize() {
    context.setName("default");
    context.setMDCAdapter(diagnostics);
    new LogToStandardError().configure(context);
    context.start();
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return context;
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return diagnostics;
  }

  @Override
  public String getRequestedApiVersion() {
    return API;
  }
}
