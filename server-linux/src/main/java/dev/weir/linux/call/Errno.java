package dev.weir.linux.call;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An error number of the kernel, the same on x86-64 and aarch64.
 *
 * @param number the number, above 0
 * @param name the name in the manual pages, such as {@code EADDRINUSE}
 * @param text the C library's words for it
 */
public record Errno(int number, String name, String text) {
  /** Operation not permitted: a capability is missing. */
  public static final Errno EPERM = new Errno(1, "EPERM", "Operation not permitted");

  /** No such file or directory. */
  public static final Errno ENOENT = new Errno(2, "ENOENT", "No such file or directory");

  /** A signal came first; the call may be made again. */
  public static final Errno EINTR = new Errno(4, "EINTR", "Interrupted system call");

  /** Input/output error; for UDP segmentation, a device without checksums in hardware. */
  public static final Errno EIO = new Errno(5, "EIO", "Input/output error");

  /** The descriptor is not open. */
  public static final Errno EBADF = new Errno(9, "EBADF", "Bad file descriptor");

  /** A call that may not block would have to. */
  public static final Errno EAGAIN = new Errno(11, "EAGAIN", "Resource temporarily unavailable");

  /** The kernel is out of memory. */
  public static final Errno ENOMEM = new Errno(12, "ENOMEM", "Cannot allocate memory");

  /** Permission denied. */
  public static final Errno EACCES = new Errno(13, "EACCES", "Permission denied");

  /** An argument is out of range. */
  public static final Errno EINVAL = new Errno(22, "EINVAL", "Invalid argument");

  /** The system has no descriptor left. */
  public static final Errno ENFILE = new Errno(23, "ENFILE", "Too many open files in system");

  /** The process has no descriptor left. */
  public static final Errno EMFILE = new Errno(24, "EMFILE", "Too many open files");

  /** The other end no longer reads. */
  public static final Errno EPIPE = new Errno(32, "EPIPE", "Broken pipe");

  /** A datagram is larger than may be sent. */
  public static final Errno EMSGSIZE = new Errno(90, "EMSGSIZE", "Message too long");

  /** The protocol does not know the option. */
  public static final Errno ENOPROTOOPT = new Errno(92, "ENOPROTOOPT", "Protocol not available");

  /** The socket cannot do this. */
  public static final Errno EOPNOTSUPP = new Errno(95, "EOPNOTSUPP", "Operation not supported");

  /** The address is in use. */
  public static final Errno EADDRINUSE = new Errno(98, "EADDRINUSE", "Address already in use");

  /** No interface has the address. */
  public static final Errno EADDRNOTAVAIL =
      new Errno(99, "EADDRNOTAVAIL", "Cannot assign requested address");

  /** The peer reset the connection. */
  public static final Errno ECONNRESET = new Errno(104, "ECONNRESET", "Connection reset by peer");

  /** A queue or buffer of the kernel is full. */
  public static final Errno ENOBUFS = new Errno(105, "ENOBUFS", "No buffer space available");

  /** Nobody listens there; on a UDP socket, the peer's port answered that it is closed. */
  public static final Errno ECONNREFUSED = new Errno(111, "ECONNREFUSED", "Connection refused");

  /** No route to the network. */
  public static final Errno ENETUNREACH = new Errno(101, "ENETUNREACH", "Network is unreachable");

  /** No route to the host, or it does not answer. */
  public static final Errno EHOSTUNREACH = new Errno(113, "EHOSTUNREACH", "No route to host");

  private static final Map<Integer, Errno> KNOWN =
      Stream.concat(
              Stream.of(
                  EPERM,
                  ENOENT,
                  EINTR,
                  EIO,
                  EBADF,
                  EAGAIN,
                  ENOMEM,
                  EACCES,
                  EINVAL,
                  ENFILE,
                  EMFILE,
                  EPIPE,
                  EMSGSIZE,
                  ENOPROTOOPT,
                  EOPNOTSUPP,
                  EADDRINUSE,
                  EADDRNOTAVAIL,
                  ECONNRESET,
                  ENOBUFS,
                  ECONNREFUSED,
                  ENETUNREACH,
                  EHOSTUNREACH),
              Stream.of(
                  new Errno(3, "ESRCH", "No such process"),
                  new Errno(6, "ENXIO", "No such device or address"),
                  new Errno(7, "E2BIG", "Argument list too long"),
                  new Errno(10, "ECHILD", "No child processes"),
                  new Errno(14, "EFAULT", "Bad address"),
                  new Errno(16, "EBUSY", "Device or resource busy"),
                  new Errno(17, "EEXIST", "File exists"),
                  new Errno(19, "ENODEV", "No such device"),
                  new Errno(20, "ENOTDIR", "Not a directory"),
                  new Errno(21, "EISDIR", "Is a directory"),
                  new Errno(25, "ENOTTY", "Inappropriate ioctl for device"),
                  new Errno(27, "EFBIG", "File too large"),
                  new Errno(28, "ENOSPC", "No space left on device"),
                  new Errno(29, "ESPIPE", "Illegal seek"),
                  new Errno(30, "EROFS", "Read-only file system"),
                  new Errno(33, "EDOM", "Numerical argument out of domain"),
                  new Errno(34, "ERANGE", "Numerical result out of range"),
                  new Errno(36, "ENAMETOOLONG", "File name too long"),
                  new Errno(38, "ENOSYS", "Function not implemented"),
                  new Errno(71, "EPROTO", "Protocol error"),
                  new Errno(75, "EOVERFLOW", "Value too large for defined data type"),
                  new Errno(88, "ENOTSOCK", "Socket operation on non-socket"),
                  new Errno(89, "EDESTADDRREQ", "Destination address required"),
                  new Errno(91, "EPROTOTYPE", "Protocol wrong type for socket"),
                  new Errno(93, "EPROTONOSUPPORT", "Protocol not supported"),
                  new Errno(94, "ESOCKTNOSUPPORT", "Socket type not supported"),
                  new Errno(97, "EAFNOSUPPORT", "Address family not supported by protocol"),
                  new Errno(100, "ENETDOWN", "Network is down"),
                  new Errno(103, "ECONNABORTED", "Software caused connection abort"),
                  new Errno(106, "EISCONN", "Transport endpoint is already connected"),
                  new Errno(107, "ENOTCONN", "Transport endpoint is not connected"),
                  new Errno(108, "ESHUTDOWN", "Cannot send after transport endpoint shutdown"),
                  new Errno(110, "ETIMEDOUT", "Connection timed out"),
                  new Errno(112, "EHOSTDOWN", "Host is down"),
                  new Errno(114, "EALREADY", "Operation already in progress"),
                  new Errno(115, "EINPROGRESS", "Operation now in progress")))
          .collect(Collectors.toUnmodifiableMap(Errno::number, Function.identity()));

  /**
   * The error of a number.
   *
   * @param number above 0
   * @return the known error, or one named {@code errno N} where the number is not in the table
   */
  public static Errno of(int number) {
    Errno known = KNOWN.get(number);
    return known != null ? known : new Errno(number, "errno " + number, "Unknown error " + number);
  }

  /**
   * Whether a call's result is this error.
   *
   * @param result what a call returned: its value, or the negated error number
   * @return true where the result is the negation of {@link #number()}
   */
  public boolean is(long result) {
    return result == -number;
  }

  @Override
  public String toString() {
    return name + " (" + text + ")";
  }
}
