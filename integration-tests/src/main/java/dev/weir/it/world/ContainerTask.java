package dev.weir.it.world;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import com.github.dockerjava.api.model.WaitResponse;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** A program in a container of its own. */
final class ContainerTask implements Task {

  private final String name;
  private final String container;
  private final Output output = new Output();
  private final Output errors = new Output();
  private final CompletableFuture<Integer> exited = new CompletableFuture<>();

  private ContainerTask(String name, String container) {
    this.name = name;
    this.container = container;
  }

  static ContainerTask start(String name, String container) {
    ContainerTask task = new ContainerTask(name, container);
    Engine.client().startContainerCmd(container).exec();
    Engine.client()
        .logContainerCmd(container)
        .withFollowStream(true)
        .withStdOut(true)
        .withStdErr(true)
        .exec(task.new Reader());
    Engine.client().waitContainerCmd(container).exec(task.new Waiter());
    return task;
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
    return exited
        .thenCombine(output.ended(), (code, ignored) -> code)
        .thenCombine(errors.ended(), (code, ignored) -> code);
  }

  @Override
  public OptionalLong pid() {
    return OptionalLong.empty();
  }

  @Override
  public void signal(Signal signal) {
    try {
      Engine.client().killContainerCmd(container).withSignal("SIG" + signal).exec();
    } catch (ConflictException | NotFoundException ended) {
      // It has ended: nothing to signal.
    }
  }

  @Override
  public void close() {
    try {
      Engine.client().removeContainerCmd(container).withForce(true).withRemoveVolumes(true).exec();
    } catch (ConflictException | NotFoundException beingRemoved) {
      // Somebody else removes it.
    }
  }

  /** Makes lines of the frames that come. */
  private final class Reader extends ResultCallback.Adapter<Frame> {
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder err = new StringBuilder();

    @Override
    public void onNext(Frame frame) {
      boolean error = frame.getStreamType() == StreamType.STDERR;
      StringBuilder text = error ? err : out;
      text.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
      drain(text, error ? errors : output);
    }

    private static void drain(StringBuilder text, Output to) {
      for (int end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n")) {
        to.add(text.substring(0, end).replaceFirst("\r$", ""));
        text.delete(0, end + 1);
      }
    }

    @Override
    public void onComplete() {
      finish();
      super.onComplete();
    }

    @Override
    public void onError(Throwable problem) {
      finish();
      super.onError(problem);
    }

    private void finish() {
      if (!out.isEmpty()) {
        output.add(out.toString());
      }
      if (!err.isEmpty()) {
        errors.add(err.toString());
      }
      output.end();
      errors.end();
    }
  }

  /** Waits for the exit code. */
  private final class Waiter extends ResultCallback.Adapter<WaitResponse> {
    @Override
    public void onNext(WaitResponse response) {
      Integer code = response.getStatusCode();
      exited.complete(code == null ? -1 : code);
      super.onNext(response);
    }

    @Override
    public void onError(Throwable problem) {
      exited.completeExceptionally(problem);
      super.onError(problem);
    }
  }
}
