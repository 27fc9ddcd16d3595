package dev.weir.command.serve;

import dev.weir.examples.TcpProxy;
import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.pipeline.Pipeline;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The TCP proxy, which serves once it has been told where to pass on to. */
public final class ProxyService implements Service {

  private final Optional<TcpProxy> proxy;

  /** Called by the service loader. */
  public ProxyService() {
    this(Optional.empty());
  }

  private ProxyService(Optional<TcpProxy> proxy) {
    this.proxy = proxy;
  }

  /** The service that passes on to this server. */
  Service to(Endpoint target) {
    return new ProxyService(Optional.of(new TcpProxy(target)));
  }

  @Override
  public String name() {
    return "proxy";
  }

  @Override
  public String summary() {
    return "passes connections on to another server, --to URI (tcp)";
  }

  @Override
  public Optional<UnaryOperator<Pipeline>> tcp() {
    return Optional.of(pipeline -> proxy.orElseThrow().pipeline(pipeline));
  }
}
