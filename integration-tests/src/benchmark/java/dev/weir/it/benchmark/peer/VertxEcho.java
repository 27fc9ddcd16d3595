package dev.weir.it.benchmark.peer;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** Vert.x's echo example on its native transport: one verticle for each event loop. */
public final class VertxEcho {

  private VertxEcho() {}

  /** Serves until SIGTERM. */
  public static void main(String[] line) {
    Arguments arguments = Arguments.of(line).withoutUdp();
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(arguments.loops()));
    if (!vertx.isNativeTransportEnabled()) {
      throw new IllegalStateException(
          "Vert.x has no native transport here", vertx.unavailableNativeTransportCause());
    }
    AtomicInteger port = new AtomicInteger(arguments.port());
    vertx
        .deployVerticle(
            () -> new Echo(arguments.host(), port),
            new DeploymentOptions().setInstances(arguments.loops()))
        .await();
    Ready.at(port.get(), () -> vertx.close().await());
  }

  private static final class Echo extends VerticleBase {
    private final String host;
    private final AtomicInteger port;

    Echo(String host, AtomicInteger port) {
      this.host = host;
      this.port = port;
    }

    private static void echo(NetSocket socket) {
      ((NetSocketInternal) socket)
          .channelHandlerContext()
          .channel()
          .config()
          .setOption(Cubic.OPTION, Cubic.value());
      socket.pipeTo(socket);
    }

    @Override
    public Future<?> start() {
      NetServerOptions options = new NetServerOptions().setHost(host).setPort(port.get());
      return vertx
          .createNetServer(options)
          .connectHandler(Echo::echo)
          .listen()
          .map(NetServer::actualPort)
          .onSuccess(port::set);
    }
  }
}
