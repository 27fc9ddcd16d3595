package dev.weir.command.serve;

import dev.weir.examples.TcpEcho;
import dev.weir.examples.UdpEcho;
import dev.weir.server.pipeline.Pipeline;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Echo over TCP and UDP. */
public final class EchoService implements Service {

  /** Called by the service loader. */
  public EchoService() {}

  @Override
  public String name() {
    return "echo";
  }

  @Override
  public String summary() {
    return "sends back what it receives (tcp, udp)";
  }

  @Override
  public Optional<UnaryOperator<Pipeline>> tcp() {
    return Optional.of(TcpEcho::pipeline);
  }

  @Override
  public Optional<UnaryOperator<Pipeline>> udp() {
    return Optional.of(UdpEcho::pipeline);
  }
}
