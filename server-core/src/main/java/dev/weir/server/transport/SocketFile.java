package dev.weir.server.transport;

import dev.weir.server.endpoint.Placement;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of a listening Unix socket: put where nothing is, or where a socket is that nobody
 * answers behind, and removed by whoever made it, as long as it is the same file.
 */
final class SocketFile {
  private static final Logger LOG = LoggerFactory.getLogger(SocketFile.class);

  /** inode(7): the bits of a mode that tell the type, and those of a socket. */
  private static final int TYPE = 0xf000;

  private static final int SOCKET = 0xc000;

  private final Path path;
  private final Object identity;
  private final AtomicBoolean removed = new AtomicBoolean();

  private SocketFile(Path path, Object identity) {
    this.path = path;
    this.identity = identity;
  }

  /** What a socket does meanwhile. */
  interface Step {
    void run() throws IOException;
  }

  /**
   * Makes the file by binding a socket, with the rights that it shall have before anybody can
   * connect, and lets the socket listen: from then on it answers, and is not stale to others.
   */
  static SocketFile bind(String name, Placement placement, Step bind, Step listen)
      throws IOException {
    Path path = Path.of(name);
    PathLock lock = PathLock.of(path);
    try {
      clear(path);
      bind.run();
      return finished(new SocketFile(path, identity(path)), placement, listen);
    } finally {
      lock.close();
    }
  }

  private static SocketFile finished(SocketFile file, Placement placement, Step listen)
      throws IOException {
    try {
      file.place(placement);
      listen.run();
      return file;
    } catch (IOException refused) {
      file.remove();
      throw refused;
    }
  }

  private static void clear(Path path) throws IOException {
    BasicFileAttributes found;
    try {
      found = attributes(path);
    } catch (NoSuchFileException free) {
      return;
    }
    if (!found.isOther() || !isSocket(path)) {
      throw new IOException("the file is no socket (expected: none, or a socket's); it stays");
    }
    if (!answers(path) && identity(path).equals(found.fileKey())) {
      LOG.info("{}: replaced, nobody answered behind it", path);
      Files.deleteIfExists(path);
    }
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /** By the type in the mode's upper bits; where the system does not tell, others are sockets. */
  private static boolean isSocket(Path path) throws IOException {
    try {
      int mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
      return (mode & TYPE) == SOCKET;
    } catch (UnsupportedOperationException untold) {
      return true;
    }
  }

  /** A full queue answers too; without the right to connect, nobody can tell. */
  private static boolean answers(Path path) throws IOException {
    try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      probe.configureBlocking(false);
      probe.connect(UnixDomainSocketAddress.of(path));
      return true;
    } catch (ConnectException nobody) {
      return false;
    } catch (java.net.SocketException other) {
      LOG.debug("{}: cannot be connected to: {}", path, other.toString());
      return true;
    }
  }

  private static Object identity(Path path) throws IOException {
    Object key = attributes(path).fileKey();
    return key == null ? path : key;
  }

  private void place(Placement placement) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    UserPrincipalLookupService names = path.getFileSystem().getUserPrincipalLookupService();
    if (placement.owner().isPresent()) {
      view.setOwner(known("owner", placement.owner().get(), names::lookupPrincipalByName));
    }
    if (placement.group().isPresent()) {
      view.setGroup(known("group", placement.group().get(), names::lookupPrincipalByGroupName));
    }
    if (placement.mode().isPresent()) {
      Files.setPosixFilePermissions(path, permissions(placement.mode().get()));
    }
  }

  /** Looks up a user or group. */
  private interface Directory<P> {
    P find(String name) throws IOException;
  }

  /** The system says that it knows nobody, and not of whom. */
  private static <P> P known(String what, String name, Directory<P> directory) throws IOException {
    try {
      return directory.find(name);
    } catch (UserPrincipalNotFoundException unknown) {
      throw new IOException(
          "%s: %s (expected: one that this machine knows)".formatted(what, name), unknown);
    }
  }

  /** The bits from the lowest: execute, write and read of others, then of the group and owner. */
  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> chosen = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] all = PosixFilePermission.values();
    for (int bit = 0; bit < all.length; bit++) {
      if ((mode & (1 << bit)) != 0) {
        chosen.add(all[all.length - 1 - bit]);
      }
    }
    return chosen;
  }

  /** Removes the file when the listener closes. */
  void follow(Channel listener) {
    listener.pipeline().addFirst("file", new Removal());
    listener.closeFuture().addListener(closed -> remove());
  }

  /** Any thread; a second time does nothing. */
  void remove() {
    if (!removed.compareAndSet(false, true)) {
      return;
    }
    try {
      if (identity(path).equals(identity)) {
        Files.deleteIfExists(path);
      } else {
        LOG.info("{}: left, another has taken its place", path);
      }
    } catch (NoSuchFileException gone) {
      LOG.debug("{}: removed by another", path);
    } catch (IOException refused) {
      LOG.warn("{}: cannot be removed: {}", path, refused.toString());
    }
  }

  /** Before the socket closes: while that is open, no other file can have this one's identity. */
  private final class Removal extends ChannelOutboundHandlerAdapter implements PassedOver {
    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
      remove();
      ctx.close(promise);
    }
  }
}
