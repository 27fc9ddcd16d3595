package dev.weir.linux.call;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** A file without a name that lives in memory: memfd_create(2). Thread safe but for closing. */
public final class MemoryFile implements AutoCloseable {
  private static final int MFD_CLOEXEC = 1;
  private static final MethodHandle CREATE =
      Libc.bind("memfd_create", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle WRITE =
      Libc.bind("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));

  private final int descriptor;

  private MemoryFile(int descriptor) {
    this.descriptor = descriptor;
  }

  /**
   * A file with a content.
   *
   * @param content copied; off heap
   * @return the file, which the caller closes
   * @throws SystemCallException where the kernel refuses, as for want of descriptors
   */
  public static MemoryFile of(MemorySegment content) throws SystemCallException {
    MemoryFile file = new MemoryFile(create());
    try {
      file.write(content);
      return file;
    } catch (SystemCallException refused) {
      file.close();
      throw refused;
    }
  }

  private static int create() throws SystemCallException {
    MemorySegment state = Libc.state();
    try (Arena arena = Arena.ofConfined()) {
      int fd = (int) CREATE.invokeExact(state, arena.allocateFrom("weir"), MFD_CLOEXEC);
      return Libc.checked(Libc.result(fd, state), "memfd_create");
    } catch (SystemCallException refused) {
      throw refused;
    } catch (Throwable thrown) {
      throw Libc.unexpected(thrown);
    }
  }

  private void write(MemorySegment content) throws SystemCallException {
    long written = 0;
    while (written < content.byteSize()) {
      written += writeSome(content.asSlice(written));
    }
  }

  private long writeSome(MemorySegment rest) throws SystemCallException {
    MemorySegment state = Libc.state();
    try {
      long count = (long) WRITE.invokeExact(state, descriptor, rest, rest.byteSize());
      return Libc.checked((int) Libc.result(count, state), "write");
    } catch (SystemCallException refused) {
      throw refused;
    } catch (Throwable thrown) {
      throw Libc.unexpected(thrown);
    }
  }

  /**
   * The number by which the kernel knows it.
   *
   * @return good until it is closed
   */
  public int descriptor() {
    return descriptor;
  }

  /** Frees it, once what is still being sent from it is sent. */
  @Override
  public void close() throws SystemCallException {
    SocketCalls.close(descriptor);
  }
}
