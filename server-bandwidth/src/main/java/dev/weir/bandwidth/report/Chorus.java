package dev.weir.bandwidth.report;

import java.util.List;
import java.util.function.Consumer;

/** Several listeners as one. */
record Chorus(List<TestEvents> listeners) implements TestEvents {

  Chorus {
    listeners = List.copyOf(listeners);
  }

  @Override
  public void asked(TestSettings settings) {
    each(listener -> listener.asked(settings));
  }

  @Override
  public void accepted(TestDescription test) {
    each(listener -> listener.accepted(test));
  }

  @Override
  public void opened(SocketBuffers buffers) {
    each(listener -> listener.opened(buffers));
  }

  @Override
  public void connected(StreamDescription stream) {
    each(listener -> listener.connected(stream));
  }

  @Override
  public void warned(String text) {
    each(listener -> listener.warned(text));
  }

  @Override
  public void started(SocketBuffers buffers) {
    each(listener -> listener.started(buffers));
  }

  @Override
  public void counting() {
    each(TestEvents::counting);
  }

  @Override
  public void interval(IntervalReport interval) {
    each(listener -> listener.interval(interval));
  }

  @Override
  public void finished(TestReport report) {
    each(listener -> listener.finished(report));
  }

  @Override
  public void refused(String text) {
    each(listener -> listener.refused(text));
  }

  @Override
  public void failed(String text) {
    each(listener -> listener.failed(text));
  }

  @Override
  public void closed() {
    each(TestEvents::closed);
  }

  private void each(Consumer<TestEvents> call) {
    listeners.forEach(call);
  }
}
