package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.report.Protocol;
import io.netty.channel.EventLoop;

/**
 * What a client may have of the server for one test, and what of the server's that occupies until
 * it is released. Loop only.
 */
final class Agreement {

  private final TestParameters parameters;
  private final Account account;
  private final Processor processor;

  private Agreement(TestParameters parameters, Account account, Processor processor) {
    this.parameters = parameters;
    this.account = account;
    this.processor = processor;
  }

  /** Grants what is asked for on the loop of a session, or refuses it. */
  static Agreement on(TestParameters asked, ServerDesk desk, ServerSession session, EventLoop loop)
      throws TestFailure {
    desk.limits().check(asked);
    if (desk.file().isPresent() && asked.protocol() == Protocol.UDP) {
      throw new TestFailure(ErrorCode.FILE_OVER_UDP);
    }
    Account account = desk.accounts().of(session.address());
    account.begin(asked, System.nanoTime());
    Agreement agreement = new Agreement(asked, account, new Processor());
    agreement.choose(loop, desk.alone(session));
    return agreement;
  }

  private void choose(EventLoop loop, boolean alone) throws TestFailure {
    try {
      processor.choose(parameters, loop, alone);
    } catch (TestFailure refused) {
      release();
      throw refused;
    }
  }

  TestParameters parameters() {
    return parameters;
  }

  /** What the test uses is put on this bill. */
  Account account() {
    return account;
  }

  /** Runs a loop of the test where its client wants it. */
  void take(EventLoop loop) {
    processor.take(loop);
  }

  /** Whether the server sends on the stream of that index. */
  boolean sends(int index) {
    return switch (parameters.direction()) {
      case FORWARD -> false;
      case REVERSE -> true;
      case BIDIRECTIONAL -> index >= parameters.small(Parameter.PARALLEL);
    };
  }

  /** Others may have it now. */
  void release() {
    processor.release();
    account.end(parameters);
  }
}
