package dev.weir.it.world;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A process of this machine. */
final class ProcessTask implements Task {

  private static final int PATIENCE_SECONDS = 5;

  private final String name;
  private final Process process;
  private final Output output;
  private final Output errors;

  private ProcessTask(String name, Process process) {
    this.name = name;
    this.process = process;
    this.output = Output.of(process.getInputStream());
    this.errors = Output.of(process.getErrorStream());
  }

  /**
   * Starts a process that carries the run's id.
   *
   * @param before words before the program's own, which end in replacing themselves by it
   */
  static ProcessTask start(RunId id, List<String> before, Program program) {
    List<String> words = new ArrayList<>(before);
    words.addAll(program.words());
    try {
      ProcessBuilder builder = new ProcessBuilder(words);
      builder.environment().put(RunId.VARIABLE, id.text());
      Process process = builder.start();
      process.getOutputStream().close();
      return new ProcessTask(program.name(), process);
    } catch (IOException e) {
      throw new WorldException(program.name() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Output output() {
    return output;
  }

  @Override
  public Output errors() {
    return errors;
  }

  @Override
  public CompletableFuture<Integer> ended() {
    return process
        .onExit()
        .thenCombine(output.ended(), (ended, ignored) -> ended)
        .thenCombine(errors.ended(), (ended, ignored) -> ended.exitValue());
  }

  @Override
  public OptionalLong pid() {
    return process.isAlive() ? OptionalLong.of(process.pid()) : OptionalLong.empty();
  }

  @Override
  public void signal(Signal signal) {
    if (process.isAlive()) {
      Shell.succeeds("kill", "-" + signal, Long.toString(process.pid()));
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
