package dev.weir.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A command line run in this process, and what it printed. */
public record Printed(int code, String out, String err) {

  /** Runs the command to its end; one that does not end by itself is asked to after 30 s. */
  public static Printed weir(String... arguments) {
    StopRequest stop = new StopRequest();
    CompletableFuture.delayedExecutor(30, TimeUnit.SECONDS).execute(stop::request);
    return weir(stop, arguments);
  }

  /** Runs the command until its end or until the request, whichever is first. */
  public static Printed weir(StopRequest stop, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            false,
            false,
            stop);
    int code = Weir.run(arguments, terminal);
    return new Printed(code, out.toString(UTF_8), err.toString(UTF_8));
  }
}
