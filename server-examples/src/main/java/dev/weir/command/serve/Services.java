package dev.weir.command.serve;

import dev.weir.command.UsageException;
import dev.weir.command.config.Handlers;
import dev.weir.command.config.Settings;
import dev.weir.server.endpoint.Scheme;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

/** The services on the class path. */
final class Services {

  private Services() {}

  static List<Service> all() {
    return ServiceLoader.load(Service.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(Service::name))
        .toList();
  }

  /** The service with this name, or one clear line about those that there are. */
  static Service named(String name) {
    return all().stream()
        .filter(service -> service.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new UsageException(unknown(name)));
  }

  /** The same for the check of a configuration. */
  static Handlers handlers() {
    return new Handlers(all().stream().collect(Collectors.toMap(Service::name, Services::kind)));
  }

  private static Handlers.Kind kind(Service service) {
    return switch (service) {
      case BandwidthService bandwidth -> Handlers.Kind.bandwidth();
      case ProxyService proxy -> Handlers.Kind.proxy(spoken(proxy));
      default ->
          service.sessions()
              ? Handlers.Kind.sessions(spoken(service))
              : Handlers.Kind.pipeline(spoken(service));
    };
  }

  /** Starts a service. */
  static RunningService start(Service service, ServicePlan plan) {
    return switch (service) {
      case BandwidthService bandwidth -> BandwidthService.start(plan);
      case ProxyService proxy ->
          PipelineServers.start(proxy.to(plan.values().get(Settings.TO)), plan);
      default -> PipelineServers.start(service, plan);
    };
  }

  private static Set<Scheme> spoken(Service service) {
    Set<Scheme> schemes = EnumSet.noneOf(Scheme.class);
    service.tcp().ifPresent(pipeline -> schemes.add(Scheme.TCP));
    service.udp().ifPresent(pipeline -> schemes.add(Scheme.UDP));
    return schemes;
  }

  private static String unknown(String name) {
    String known = all().stream().map(Service::name).collect(Collectors.joining(", "));
    return "service: " + name + " (expected: " + known + ")";
  }
}
