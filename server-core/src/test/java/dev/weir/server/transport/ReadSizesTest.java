package dev.weir.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.RecvByteBufAllocator.ExtendedHandle;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

// Netty deprecates the type of the handles and goes on asking for it.
@SuppressWarnings("deprecation")
final class ReadSizesTest {
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final ExtendedHandle sizes = (ExtendedHandle) new ReadSizes().newHandle();

  /** A turn of the loop in which so many bytes wait; tells how many reads it took. */
  private int turn(int waiting) {
    int left = waiting;
    int reads = 0;
    sizes.reset(channel.config());
    do {
      sizes.attemptedBytesRead(sizes.guess());
      sizes.lastBytesRead(Math.min(left, sizes.guess()));
      reads++;
      if (sizes.lastBytesRead() <= 0) {
        break;
      }
      left -= sizes.lastBytesRead();
      sizes.incMessagesRead(1);
    } while (sizes.continueReading());
    sizes.readComplete();
    return reads;
  }

  private void turns(int number, int waiting) {
    for (int i = 0; i < number; i++) {
      turn(waiting);
    }
  }

  @Test
  void readsOnceWhatComesAsBefore() {
    for (int bytes : new int[] {1, 64, 128, 256, 1024, 2048, 4096, 16_384}) {
      turns(100, bytes);
      assertThat(turn(bytes)).as("%d bytes", bytes).isEqualTo(1);
    }
  }

  @Test
  void takesLittleMemoryForLittle() {
    turns(100, 1);
    assertThat(sizes.guess()).isEqualTo(256);
    turns(100, 1000);
    assertThat(sizes.guess()).isLessThanOrEqualTo(4096);
  }

  @Test
  void growsAtOnceAndShrinksAfterAWhile() {
    turns(100, 1);
    assertThat(turn(60_000)).isLessThan(6);
    assertThat(sizes.guess()).isEqualTo(65_536);
    turns(3, 10);
    assertThat(sizes.guess()).isEqualTo(65_536);
    turns(1, 10);
    assertThat(sizes.guess()).isEqualTo(32_768);
  }

  @Test
  void leavesTheLoopToOthers() {
    turns(10, 1 << 20);
    assertThat(turn(Integer.MAX_VALUE)).isEqualTo(16);
  }

  @Test
  void readsNoMoreOnceReadingIsSwitchedOff() {
    channel.config().setAutoRead(false);
    assertThat(turn(Integer.MAX_VALUE)).isEqualTo(1);
  }

  @Test
  void endsWhereNothingCame() {
    assertThat(turn(0)).isEqualTo(1);
    sizes.reset(channel.config());
    sizes.attemptedBytesRead(sizes.guess());
    sizes.lastBytesRead(-1);
    assertThat(sizes.continueReading()).isFalse();
  }
}
