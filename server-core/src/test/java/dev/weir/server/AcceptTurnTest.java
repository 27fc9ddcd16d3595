package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class AcceptTurnTest {
  @Test
  void endsWithItsTimeAndBeginsAnew() {
    EmbeddedChannel listener = new EmbeddedChannel();
    RecvByteBufAllocator.ExtendedHandle turn =
        (RecvByteBufAllocator.ExtendedHandle) new AcceptTurn().newHandle();
    turn.reset(listener.config());
    long begun = System.nanoTime();
    turn.incMessagesRead(1);
    turn.lastBytesRead(1);
    boolean goesOn = turn.continueReading(() -> true);
    assertThat(goesOn || System.nanoTime() - begun >= AcceptTurn.NANOS).isTrue();
    Awaitility.await().until(() -> System.nanoTime() - begun >= AcceptTurn.NANOS);
    assertThat(turn.continueReading(() -> true)).isFalse();
    turn.reset(listener.config());
    turn.incMessagesRead(1);
    turn.lastBytesRead(1);
    Awaitility.await().until(() -> again(turn, listener));
    listener.close();
  }

  /** A busy machine may let the time of one turn pass before it is looked at. */
  private static boolean again(RecvByteBufAllocator.ExtendedHandle turn, EmbeddedChannel listener) {
    turn.reset(listener.config());
    turn.incMessagesRead(1);
    turn.lastBytesRead(1);
    return turn.continueReading(() -> true);
  }
}
