package dev.weir.command.serve;

import dev.weir.examples.DnsResponder;
import dev.weir.server.pipeline.Pipeline;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The DNS responder. */
public final class DnsService implements Service {

  /** Called by the service loader. */
  public DnsService() {}

  @Override
  public String name() {
    return "dns";
  }

  @Override
  public String summary() {
    return "answers for the zone weir.test (tcp, udp)";
  }

  @Override
  public Optional<UnaryOperator<Pipeline>> tcp() {
    return Optional.of(DnsResponder::tcp);
  }

  @Override
  public Optional<UnaryOperator<Pipeline>> udp() {
    return Optional.of(DnsResponder::udp);
  }
}
