package dev.weir.bandwidth.iperf3.cli;

import dev.weir.bandwidth.iperf3.ErrorCode;
import dev.weir.bandwidth.iperf3.KeepAlive;
import dev.weir.bandwidth.iperf3.access.Credentials;
import dev.weir.bandwidth.report.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/** What a command line asks for, as far as the options read so far say. */
final class Draft {

  private static final int PORT = 5201;

  final OutputDraft output = new OutputDraft();
  final TestDraft test = new TestDraft();
  final ServingDraft serving = new ServingDraft();
  int port = PORT;
  Family family = Family.ANY;
  double interval = 1;
  Extras extras = Extras.NONE;
  int debug;

  private final List<String> warnings = new ArrayList<>();
  private final Set<Side> used = EnumSet.noneOf(Side.class);
  private Optional<Request> decided = Optional.empty();
  private Optional<Role> role = Optional.empty();
  private String host = "";
  private Optional<String> bind = Optional.empty();
  private Optional<String> device = Optional.empty();
  private Optional<Path> file = Optional.empty();
  private OptionalInt affinity = OptionalInt.empty();
  private OptionalInt receiveTimeout = OptionalInt.empty();
  private OptionalInt sendTimeout = OptionalInt.empty();
  private Optional<KeepAlive> keepAlive = Optional.empty();
  private OptionalInt clientPort = OptionalInt.empty();
  private OptionalInt connectTimeout = OptionalInt.empty();
  private Optional<String> user = Optional.empty();
  private Optional<Path> publicKey = Optional.empty();

  private final Supplier<Optional<String>> password;

  /** Nothing said yet; the password is asked for where it is needed. */
  Draft(Supplier<Optional<String>> password) {
    this.password = password;
  }

  void apply(Option option, String argument) throws ParameterError {
    option.effect().apply(this, argument);
    used.add(option.side());
  }

  /** An option of one side was used under a name of both. */
  void uses(Side side) {
    used.add(side);
  }

  /** Nothing that follows matters any more. */
  void decide(Request request) {
    decided = Optional.of(request);
  }

  boolean decided() {
    return decided.isPresent();
  }

  void warn(String line) {
    warnings.add(line);
  }

  List<String> warnings() {
    List<String> all = new ArrayList<>(warnings);
    all.addAll(output.warnings(debug > 0));
    return all;
  }

  void server() throws ParameterError {
    role(Role.SERVER);
  }

  void client(String name) throws ParameterError {
    role(Role.CLIENT);
    HostDevice parsed = HostDevice.parse(name);
    host = parsed.host();
    parsed.device().ifPresent(this::device);
  }

  private void role(Role chosen) throws ParameterError {
    if (role.isPresent() && role.orElseThrow() != chosen) {
      throw new ParameterError(ErrorCode.BOTH_ROLES);
    }
    role = Optional.of(chosen);
  }

  void bind(String name) {
    HostDevice parsed = HostDevice.parse(name);
    bind = Optional.of(parsed.host());
    parsed.device().ifPresent(this::device);
  }

  void device(String name) {
    device = Optional.of(name);
  }

  void file(Path path) {
    file = Optional.of(path);
  }

  void affinity(int processor) {
    affinity = OptionalInt.of(processor);
  }

  void receiveTimeout(int milliseconds) {
    receiveTimeout = OptionalInt.of(milliseconds);
  }

  void sendTimeout(int milliseconds) {
    sendTimeout = OptionalInt.of(milliseconds);
  }

  void keepAlive(KeepAlive asked) {
    keepAlive = Optional.of(asked);
  }

  void clientPort(int asked) {
    clientPort = OptionalInt.of(asked);
  }

  void connectTimeout(long milliseconds) {
    connectTimeout = OptionalInt.of((int) Math.min(milliseconds, Integer.MAX_VALUE));
  }

  void user(String name) {
    user = Optional.of(name);
  }

  void publicKey(Path path) {
    publicKey = Optional.of(path);
  }

  /** The whole of it, checked for what single options cannot see. */
  Request finish() throws ParameterError {
    if (decided.isPresent()) {
      return decided.orElseThrow();
    }
    if (role.equals(Optional.of(Role.CLIENT)) && used.contains(Side.SERVER)) {
      throw new ParameterError(ErrorCode.SERVER_ONLY);
    }
    if (role.equals(Optional.of(Role.SERVER)) && used.contains(Side.CLIENT)) {
      throw new ParameterError(ErrorCode.CLIENT_ONLY);
    }
    return switch (role.orElseThrow(() -> new ParameterError(ErrorCode.NO_ROLE))) {
      case CLIENT -> finishClient();
      case SERVER -> serving.finish(common());
    };
  }

  private Request finishClient() throws ParameterError {
    if (extras.latency()) {
      checkLatency();
    }
    Optional<Credentials> credentials = credentials();
    if (receiveTimeout.isPresent() && !test.receives()) {
      throw new ParameterError(ErrorCode.RECEIVE_TIMEOUT_DIRECTION);
    }
    return new ClientRequest(
        common(),
        host,
        test.finish(file),
        test.lengthGiven(),
        clientPort,
        connectTimeout,
        credentials,
        extras);
  }

  private void checkLatency() throws ParameterError {
    if (test.udp() || test.receives()) {
      throw new ParameterError("latency: with --udp, --reverse or --bidir (expected: neither)");
    }
    if (extras.repeat() > 1 || extras.report().isPresent() || extras.plot()) {
      throw new ParameterError("latency: with --repeat, --report or --plot (expected: none)");
    }
  }

  private Optional<Credentials> credentials() throws ParameterError {
    if (user.isEmpty() && publicKey.isEmpty()) {
      return Optional.empty();
    }
    if (user.isEmpty() || publicKey.isEmpty()) {
      throw new ParameterError(ErrorCode.CLIENT_CREDENTIALS);
    }
    // The key first: nobody types a password in vain.
    Keys.credentials("", "", publicKey.orElseThrow());
    String secret =
        password.get().orElseThrow(() -> new ParameterError(ErrorCode.CLIENT_CREDENTIALS));
    return Optional.of(Keys.credentials(user.orElseThrow(), secret, publicKey.orElseThrow()));
  }

  private CommonRequest common() {
    return new CommonRequest(
        port,
        family,
        bind,
        device,
        interval,
        file,
        affinity,
        receiveTimeout,
        sendTimeout,
        keepAlive,
        test.multipath(),
        debug,
        output.request(test.title()));
  }
}
