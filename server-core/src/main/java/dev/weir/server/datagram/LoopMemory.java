package dev.weir.server.datagram;

import dev.weir.linux.call.DatagramInbox;
import dev.weir.linux.call.DatagramOutbox;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.FastThreadLocal;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Memory of one loop for receiving and sending datagrams, used by one socket after another: what
 * came is looked at, and what is answered leaves, before the next socket's turn.
 */
final class LoopMemory {
  /** Any datagram, and what the kernel joins. */
  private static final int SLOT = 65_536;

  /** Slots a power of two apart would share a few lines of the processor's cache. */
  private static final int STAGGER = 192;

  private static final int MESSAGES = 64;
  private static final int STAGE = 512 * 1024;

  private static final FastThreadLocal<LoopMemory> OF_LOOP =
      new FastThreadLocal<>() {
        @Override
        protected LoopMemory initialValue() {
          return new LoopMemory();
        }
      };

  private final DatagramInbox inbox = new DatagramInbox(MESSAGES);
  private final DatagramOutbox outbox = new DatagramOutbox(MESSAGES);
  private final ByteBuf[] views = new ByteBuf[MESSAGES];
  private final long[] addresses = new long[MESSAGES];
  private final MemorySegment stageMemory = Arena.ofAuto().allocate(STAGE, Long.BYTES);
  private final ByteBuf stage = Unpooled.wrappedBuffer(stageMemory.asByteBuffer());
  private @Nullable FastOutlet sender;

  private LoopMemory() {
    for (int i = 0; i < MESSAGES; i++) {
      renew(i);
    }
  }

  /** The memory of the loop that calls. */
  static LoopMemory get() {
    return OF_LOOP.get();
  }

  DatagramInbox inbox() {
    return inbox;
  }

  DatagramOutbox outbox() {
    return outbox;
  }

  /** What a slot holds: as a buffer over its whole memory. */
  ByteBuf view(int slot) {
    return views[slot];
  }

  long address(int slot) {
    return addresses[slot];
  }

  /** Gives a slot new memory where a handler has kept its old one, which is then the handler's. */
  void reclaim(int slot) {
    ByteBuf view = views[slot];
    if (view.refCnt() != 1) {
      if (view.refCnt() > 0) {
        view.release();
      }
      renew(slot);
    }
  }

  private void renew(int slot) {
    MemorySegment memory =
        Arena.ofAuto()
            .allocate(SLOT + STAGGER * 64L, Long.BYTES)
            .asSlice((long) slot * STAGGER, SLOT);
    views[slot] = Unpooled.wrappedBuffer(memory.asByteBuffer());
    addresses[slot] = memory.address();
    inbox.slot(slot, memory);
  }

  /** The outbox and stage are this one's from now on; what another left there leaves first. */
  void use(FastOutlet next) {
    FastOutlet last = sender;
    if (last != next) {
      if (last != null) {
        last.flush();
      }
      sender = next;
    }
  }

  /** Where bytes lie until they are sent: copied to here, from its reader index on. */
  ByteBuf stage() {
    return stage;
  }

  long stageAddress() {
    return stageMemory.address();
  }
}
