package dev.weir.bandwidth.iperf3;

import dev.weir.bandwidth.report.Direction;
import dev.weir.bandwidth.report.Protocol;
import dev.weir.bandwidth.report.TestSettings;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a client asks a server for, the message that begins a test. Immutable: {@link #with} gives a
 * new one. Every value has been checked against the range of its {@link Parameter}.
 */
public final class TestParameters {

  /** Bytes of a TCP write where nobody chose. */
  public static final int TCP_BLOCK = 128 * 1024;

  /** Bytes of a datagram where nobody chose and the path is unknown. */
  public static final int UDP_BLOCK = 1460;

  private static final int LEAST_UDP_BLOCK = 16;
  private static final int MOST_UDP_BLOCK = 65_507;

  private final Protocol protocol;
  private final Map<Parameter, Long> numbers;
  private final Map<Parameter, String> texts;

  private TestParameters(
      Protocol protocol, Map<Parameter, Long> numbers, Map<Parameter, String> texts) {
    this.protocol = protocol;
    this.numbers = Collections.unmodifiableMap(numbers);
    this.texts = Collections.unmodifiableMap(texts);
  }

  /**
   * A test that asks for nothing but its protocol: 10 seconds, one stream, the client sends.
   *
   * @param protocol what carries the data
   * @return the parameters
   */
  public static TestParameters of(Protocol protocol) {
    return new TestParameters(
        protocol, new EnumMap<>(Parameter.class), new EnumMap<>(Parameter.class));
  }

  /**
   * The same with one number or flag more; flags are on at 1.
   *
   * @param parameter which
   * @param value its value
   * @return a copy
   * @throws TestFailure where the value is out of range, with the code the protocol has for it
   */
  public TestParameters with(Parameter parameter, long value) throws TestFailure {
    parameter.check(value);
    EnumMap<Parameter, Long> copy = new EnumMap<>(Parameter.class);
    copy.putAll(numbers);
    copy.put(parameter, value);
    return new TestParameters(protocol, copy, texts);
  }

  /**
   * The same with one text more.
   *
   * @param parameter which
   * @param value its value
   * @return a copy
   */
  public TestParameters with(Parameter parameter, String value) {
    EnumMap<Parameter, String> copy = new EnumMap<>(Parameter.class);
    copy.putAll(texts);
    copy.put(parameter, value);
    return new TestParameters(protocol, numbers, copy);
  }

  /**
   * The same carried by another protocol.
   *
   * @param chosen what carries the data
   * @return a copy
   */
  public TestParameters carriedBy(Protocol chosen) {
    return new TestParameters(chosen, numbers, texts);
  }

  /**
   * Refuses what the single ranges cannot see.
   *
   * @return this
   * @throws TestFailure where a block does not fit the protocol, or both directions were asked for
   *     in two ways
   */
  public TestParameters checked() throws TestFailure {
    boolean given = isSet(Parameter.LEN);
    long length = number(Parameter.LEN);
    if (protocol == Protocol.TCP && given && length == 0) {
      throw new TestFailure(ErrorCode.BLOCK_SIZE);
    }
    if (protocol == Protocol.UDP
        && length != 0
        && (length < LEAST_UDP_BLOCK || length > MOST_UDP_BLOCK)) {
      throw new TestFailure(ErrorCode.UDP_BLOCK_SIZE);
    }
    if (flag(Parameter.REVERSE) && flag(Parameter.BIDIRECTIONAL)) {
      throw new TestFailure(ErrorCode.REVERSE_AND_BIDIRECTIONAL);
    }
    return this;
  }

  /**
   * With the sizes of sends that the kernel cuts up, where datagrams are to be sent so: as many
   * whole datagrams as fit.
   */
  TestParameters withOffload() throws TestFailure {
    if (protocol != Protocol.UDP) {
      return this;
    }
    int block = blockSize();
    long whole = flag(Parameter.GSO) ? MOST_UDP_BLOCK / block * (long) block : MOST_UDP_BLOCK;
    return with(Parameter.GSO_DG_SIZE, flag(Parameter.GSO) ? block : 0)
        .with(Parameter.GSO_BF_SIZE, whole)
        .with(Parameter.GRO_BF_SIZE, MOST_UDP_BLOCK);
  }

  /**
   * A number, or what it is where nobody set it.
   *
   * @param parameter which
   * @return its value
   */
  public long number(Parameter parameter) {
    return numbers.getOrDefault(parameter, parameter.missing());
  }

  /**
   * A number that its range keeps small.
   *
   * @param parameter which
   * @return its value
   */
  public int small(Parameter parameter) {
    return Math.toIntExact(number(parameter));
  }

  /**
   * A flag.
   *
   * @param parameter which
   * @return whether it is on
   */
  public boolean flag(Parameter parameter) {
    return number(parameter) > 0;
  }

  /**
   * A text.
   *
   * @param parameter which
   * @return its value, if anybody set it
   */
  public Optional<String> text(Parameter parameter) {
    return Optional.ofNullable(texts.get(parameter));
  }

  /**
   * Whether somebody set it.
   *
   * @param parameter which
   * @return true even where the value is what it would have been anyway
   */
  public boolean isSet(Parameter parameter) {
    return numbers.containsKey(parameter) || texts.containsKey(parameter);
  }

  /**
   * What carries the data.
   *
   * @return TCP or UDP
   */
  public Protocol protocol() {
    return protocol;
  }

  /**
   * Who sends.
   *
   * @return seen from the client
   */
  public Direction direction() {
    if (flag(Parameter.BIDIRECTIONAL)) {
      return Direction.BIDIRECTIONAL;
    }
    return flag(Parameter.REVERSE) ? Direction.REVERSE : Direction.FORWARD;
  }

  /**
   * Streams of the whole test, both directions together.
   *
   * @return 1 to 256
   */
  public int streams() {
    return small(Parameter.PARALLEL) * (direction() == Direction.BIDIRECTIONAL ? 2 : 1);
  }

  /**
   * Bytes of a write, or of a datagram.
   *
   * @return the size asked for, or the protocol's own
   */
  public int blockSize() {
    int asked = small(Parameter.LEN);
    return asked > 0 ? asked : protocol == Protocol.TCP ? TCP_BLOCK : UDP_BLOCK;
  }

  /**
   * The processor the server is to run the test on.
   *
   * @return its number, if the client asked for one
   */
  public OptionalInt serverAffinity() {
    return isSet(Parameter.SERVER_AFFINITY)
        ? OptionalInt.of(small(Parameter.SERVER_AFFINITY))
        : OptionalInt.empty();
  }

  /**
   * The same as reports show it.
   *
   * @return the settings
   */
  public TestSettings settings() {
    return new TestSettings(
        protocol,
        direction(),
        small(Parameter.PARALLEL),
        blockSize(),
        small(Parameter.OMIT),
        small(Parameter.TIME),
        number(Parameter.NUM),
        number(Parameter.BLOCKCOUNT),
        small(Parameter.TOS),
        number(Parameter.BANDWIDTH),
        number(Parameter.FQRATE),
        small(Parameter.MSS),
        small(Parameter.WINDOW),
        flag(Parameter.GSO),
        flag(Parameter.GRO),
        text(Parameter.TITLE),
        text(Parameter.EXTRA_DATA));
  }
}
