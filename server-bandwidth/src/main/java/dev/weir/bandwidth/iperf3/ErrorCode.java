package dev.weir.bandwidth.iperf3;

import dev.weir.linux.call.Errno;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What can go wrong in a test, with the numbers and words of the protocol. The numbers cross the
 * wire; the words are what programs that watch a test look for.
 */
public enum ErrorCode {
  /** Number 1. */
  BOTH_ROLES(1, "cannot be both server and client", false),
  /** Number 2. */
  NO_ROLE(2, "must either be a client (-c) or server (-s)", false),
  /** Number 3. */
  SERVER_ONLY(3, "some option you are trying to set is server only", false),
  /** Number 4. */
  CLIENT_ONLY(4, "some option you are trying to set is client only", false),
  /** Number 5. */
  DURATION(5, "test duration valid values are 0 to 86400 seconds", false),
  /** Number 6. */
  PARALLEL(6, "number of parallel streams too large (maximum = 128)", false),
  /** Number 7. */
  BLOCK_SIZE(7, "block size too large (maximum = 1048576 bytes)", false),
  /** Number 8. */
  BUFFER_SIZE(8, "socket buffer size too large (maximum = 536870912 bytes)", false),
  /** Number 9. */
  INTERVAL(9, "invalid report interval (min = 0.1, max = 60 seconds)", false),
  /** Number 10. */
  MSS(10, "TCP MSS too large (maximum = 32767 bytes)", false),
  /** Number 11. */
  NO_SENDFILE(11, "this OS does not support sendfile", false),
  /** Number 12. */
  OMIT(12, "bogus value for --omit (maximum = 600 seconds)", false),
  /** Number 13. */
  NOT_IMPLEMENTED(13, "an option you are trying to set is not implemented yet", false),
  /** Number 14. */
  FILE(14, "unable to open -F file", true),
  /** Number 15. */
  BURST(15, "invalid burst count (maximum = 1000)", false),
  /** Number 16. */
  END_CONDITIONS(16, "only one test end condition (-t, -n, -k) may be specified", false),
  /** Number 17. */
  LOG_FILE(17, "unable to open log file", true),
  /** Number 18. */
  NO_SCTP(18, "no SCTP support available", false),
  /** Number 19. */
  BIND_FOR_CPORT(19, "--bind must be specified to use --cport", false),
  /** Number 20. */
  UDP_BLOCK_SIZE(20, "block size invalid (minimum = 16 bytes, maximum = 65507 bytes)", false),
  /** Number 21. */
  TOS(21, "bad TOS value (must be between 0 and 255 inclusive)", false),
  /** Number 22. */
  CLIENT_CREDENTIALS(
      22, "you must specify a username, password, and path to a valid RSA public key", false),
  /** Number 23. */
  SERVER_CREDENTIALS(
      23, "you must specify a path to a valid RSA private key and a user credential file", false),
  /** Number 24. */
  FORMAT(24, "bad format specifier (valid formats are in the set [kmgtKMGT])", false),
  /** Number 25. */
  REVERSE_AND_BIDIRECTIONAL(25, "cannot be both reverse and bidirectional", false),
  /** Number 26. */
  PORT(26, "port number must be between 1 and 65535 inclusive", false),
  /** Number 27. */
  TOTAL_RATE(27, "total required bandwidth is larger than server limit", false),
  /** Number 28. */
  RATE_INTERVAL(28, "invalid time interval for calculating average data rate", false),
  /** Number 29. */
  SKEW(29, "skew threshold must be a positive number", false),
  /** Number 30. */
  IDLE_TIMEOUT(30, "idle timeout parameter is not positive or larger than allowed limit", false),
  /** Number 31. */
  RECEIVE_TIMEOUT(31, "receive timeout value is incorrect or not in range", true),
  /** Number 32. */
  RECEIVE_TIMEOUT_DIRECTION(32, "client receive timeout is valid only in receiving mode", true),
  /** Number 33. */
  SEND_TIMEOUT(33, "send timeout value is incorrect or not in range", true),
  /** Number 34. */
  FILE_OVER_UDP(34, "cannot transfer file using UDP", false),
  /** Number 35. */
  USERS_FILE(35, "cannot access authorized users file", false),
  /** Number 36. */
  KEEPALIVE(
      36,
      "control connection Keepalive period should be larger than the full retry period (interval * count)",
      true),
  /** Number 37. */
  MAXIMUM_DURATION(
      37, "client's requested duration exceeds the server's maximum permitted limit", false),
  /** Number 38. */
  UNIT(38, "invalid unit value or suffix", false),
  /** Number 39. */
  NO_SKIP_COPY(39, "skipping the copy of received data is not supported", false),
  /** Number 40. */
  DSCP(40, "bad DSCP value", false),
  /** Number 100. */
  NEW_TEST(100, "unable to create a new test", true),
  /** Number 101. */
  INITIALIZATION(101, "test initialization failed", true),
  /** Number 102. */
  LISTEN(102, "unable to start listener for connections", true),
  /** Number 103. */
  CONNECT(
      103,
      "unable to connect to server - server may have stopped running or use a different port, firewall issue, etc.",
      true),
  /** Number 104. */
  ACCEPT(104, "unable to accept connection from client", true),
  /** Number 105. */
  SEND_COOKIE(105, "unable to send cookie to server", true),
  /** Number 106. */
  RECEIVE_COOKIE(106, "unable to receive cookie at server", true),
  /** Number 107. */
  CONTROL_WRITE(107, "unable to write to the control socket", true),
  /** Number 108. */
  CONTROL_READ(108, "unable to read from the control socket", true),
  /** Number 109. */
  CONTROL_CLOSED(109, "control socket has closed unexpectedly", false),
  /** Number 110. */
  UNKNOWN_MESSAGE(
      110,
      "received an unknown control message (ensure other side is iperf3 and not iperf)",
      false),
  /** Number 111. */
  SEND_MESSAGE(
      111,
      "unable to send control message - port may not be available, the other side may have stopped running, etc.",
      true),
  /** Number 112. */
  RECEIVE_MESSAGE(
      112,
      "unable to receive control message - port may not be available, the other side may have stopped running, etc.",
      true),
  /** Number 113. */
  SEND_PARAMETERS(113, "unable to send parameters to server", true),
  /** Number 114. */
  RECEIVE_PARAMETERS(114, "unable to receive parameters from client", true),
  /** Number 115. */
  PACKAGE_RESULTS(115, "unable to package results", true),
  /** Number 116. */
  SEND_RESULTS(116, "unable to send results", true),
  /** Number 117. */
  RECEIVE_RESULTS(117, "unable to receive results", true),
  /** Number 118. */
  SELECT(118, "select failed", true),
  /** Number 119. */
  CLIENT_TERMINATED(119, "the client has terminated", false),
  /** Number 120. */
  SERVER_TERMINATED(120, "the server has terminated", false),
  /** Number 121. */
  BUSY(121, "the server is busy running a test. try again later", false),
  /** Number 122. */
  SET_NODELAY(122, "unable to set TCP/SCTP NODELAY", true),
  /** Number 123. */
  SET_MSS(123, "unable to set TCP/SCTP MSS", true),
  /** Number 124. */
  SET_BUFFER(124, "unable to set socket buffer size", true),
  /** Number 125. */
  SET_TOS(125, "unable to set IP TOS", true),
  /** Number 126. */
  SET_TRAFFIC_CLASS(126, "unable to set IPv6 traffic class", true),
  /** Number 127. */
  SET_FLOW_LABEL(127, "unable to set IPv6 flow label", false),
  /** Number 128. */
  REUSE_ADDRESS(128, "unable to reuse address on socket", true),
  /** Number 129. */
  NON_BLOCKING(129, "unable to set socket to non-blocking", true),
  /** Number 130. */
  SET_WINDOW(130, "unable to set socket window size", true),
  /** Number 131. */
  NO_PROTOCOL(131, "protocol does not exist", false),
  /** Number 132. */
  AFFINITY(132, "unable to set CPU affinity", true),
  /** Number 133. */
  DAEMON(133, "unable to become a daemon", true),
  /** Number 134. */
  CONGESTION(
      134,
      "unable to set TCP_CONGESTION: Supplied congestion control algorithm not supported on this host",
      false),
  /** Number 135. */
  PID_FILE(135, "unable to write PID file", true),
  /** Number 136. */
  V6ONLY(136, "Unable to set/reset IPV6_V6ONLY", true),
  /** Number 137. */
  SCTP_FRAGMENTS(137, "unable to set SCTP_DISABLE_FRAGMENTS", true),
  /** Number 138. */
  SCTP_STREAMS(138, "unable to set SCTP_INIT num of SCTP streams", true),
  /** Number 139. */
  SCTP_BIND(139, "unable to bind the SCTP addresses", true),
  /** Number 140. */
  PACING(140, "unable to set socket pacing", true),
  /** Number 141. */
  BUFFER_NOT_SET(141, "socket buffer size not set correctly", false),
  /** Number 142. */
  AUTHORIZATION(142, "test authorization failed", false),
  /** Number 143. */
  BIND_DEVICE(143, "Unable to bind-to-device (check perror, maybe permissions?)", true),
  /** Number 144. */
  IDLE(144, "idle timeout for receiving data", false),
  /** Number 145. */
  DONT_FRAGMENT(145, "unable to set IP Do-Not-Fragment flag", false),
  /** Number 146. */
  NO_BIND_DEVICE(146, "binding to a device is not supported by this system", false),
  /** Number 147. */
  DEVICE_FOR_LINK_LOCAL(
      147,
      "host device name (ip%<dev>) is supported (and required) only for IPv6 link-local address",
      false),
  /** Number 148. */
  USER_TIMEOUT(148, "unable to set TCP USER_TIMEOUT", true),
  /** Number 150. */
  THREAD_CREATE(150, "unable to create thread", true),
  /** Number 151. */
  THREAD_CANCEL(151, "unable to cancel thread", true),
  /** Number 152. */
  THREAD_JOIN(152, "unable to join thread", true),
  /** Number 153. */
  THREAD_ATTRIBUTE(153, "unable to initialize thread attributes", true),
  /** Number 154. */
  THREAD_DESTROY(154, "unable to destroy thread attributes", true),
  /** Number 155. */
  KEEPALIVE_SET(155, "unable to set socket keepalive (SO_KEEPALIVE) option", true),
  /** Number 156. */
  KEEPALIVE_IDLE(156, "unable to set socket keepalive TCP period (TCP_KEEPIDLE) option", true),
  /** Number 157. */
  KEEPALIVE_INTERVAL(
      157, "unable to set/get socket keepalive TCP retry interval (TCP_KEEPINTVL) option", true),
  /** Number 158. */
  KEEPALIVE_COUNT(
      158, "unable to set/get socket keepalive TCP number of retries (TCP_KEEPCNT) option", true),
  /** Number 159. */
  SIGNAL_MASK(159, "unable to change mask of blocked signals", true),
  /** Number 160. */
  DURATION_EXPIRED(160, "server test duration expired", false),
  /** Number 200. */
  STREAM_CREATE(200, "unable to create a new stream", true),
  /** Number 201. */
  STREAM_INITIALIZE(201, "unable to initialize stream", true),
  /** Number 202. */
  STREAM_LISTEN(202, "unable to start stream listener", true),
  /** Number 203. */
  STREAM_CONNECT(203, "unable to connect stream", true),
  /** Number 204. */
  STREAM_ACCEPT(204, "unable to accept stream connection", true),
  /** Number 205. */
  STREAM_WRITE(205, "unable to write to stream socket", true),
  /** Number 206. */
  STREAM_READ(206, "unable to read from stream socket", true),
  /** Number 207. */
  STREAM_CLOSED(207, "stream socket has closed unexpectedly", false),
  /** Number 208. */
  STREAM_ID(208, "stream has an invalid id", false),
  /** Number 300. */
  TIMER_CREATE(300, "unable to create new timer", true),
  /** Number 301. */
  TIMER_UPDATE(301, "unable to update timer", true);

  private static final Map<Integer, ErrorCode> BY_NUMBER =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(ErrorCode::number, Function.identity()));

  private final int number;
  private final String text;
  private final boolean withErrno;

  ErrorCode(int number, String text, boolean withErrno) {
    this.number = number;
    this.text = text;
    this.withErrno = withErrno;
  }

  /**
   * The error of a number that came over the wire.
   *
   * @param number any
   * @return the error, or nothing where the number is not known
   */
  public static Optional<ErrorCode> of(int number) {
    return Optional.ofNullable(BY_NUMBER.get(number));
  }

  /**
   * The words for a pair of numbers that came over the wire.
   *
   * @param number of the error, known or not
   * @param errno of the system, 0 for none
   * @return one line
   */
  public static String describe(int number, int errno) {
    return of(number).map(code -> code.message(errno)).orElse("int_errno=" + number);
  }

  /**
   * The number on the wire.
   *
   * @return from 1
   */
  public int number() {
    return number;
  }

  /**
   * The words without the system's reason.
   *
   * @return one line
   */
  public String text() {
    return text;
  }

  /**
   * The words, with the system's reason where this error has one.
   *
   * @param errno of the system, 0 for none
   * @return one line
   */
  public String message(int errno) {
    return withErrno ? text + ": " + (errno > 0 ? Errno.of(errno).text() : "") : text;
  }
}
