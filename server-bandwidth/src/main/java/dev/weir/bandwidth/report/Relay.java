package dev.weir.bandwidth.report;

/** Tells a story on as it is told; what is to be told otherwise is overridden. */
public abstract class Relay implements TestEvents {

  private final TestEvents next;

  /**
   * Tells everything on.
   *
   * @param next who is told
   */
  protected Relay(TestEvents next) {
    this.next = next;
  }

  @Override
  public void asked(TestSettings settings) {
    next.asked(settings);
  }

  @Override
  public void accepted(TestDescription test) {
    next.accepted(test);
  }

  @Override
  public void opened(SocketBuffers buffers) {
    next.opened(buffers);
  }

  @Override
  public void connected(StreamDescription stream) {
    next.connected(stream);
  }

  @Override
  public void warned(String text) {
    next.warned(text);
  }

  @Override
  public void started(SocketBuffers buffers) {
    next.started(buffers);
  }

  @Override
  public void counting() {
    next.counting();
  }

  @Override
  public void interval(IntervalReport interval) {
    next.interval(interval);
  }

  @Override
  public void finished(TestReport report) {
    next.finished(report);
  }

  @Override
  public void refused(String text) {
    next.refused(text);
  }

  @Override
  public void failed(String text) {
    next.failed(text);
  }

  @Override
  public void closed() {
    next.closed();
  }
}
