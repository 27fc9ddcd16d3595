package dev.weir.command.serve;

import dev.weir.command.UsageException;
import dev.weir.command.config.Handlers;
import dev.weir.command.config.Settings;
import dev.weir.server.endpoint.Scheme;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The services on the class path. */
final class Services {

  private Services() {}

  /** All of them, by name. */
  static List<Service> all() {
    return stream().sorted(Comparator.comparing(Service::name)).toList();
  }

  /** Those after it in the search are not even loaded, nor the jars opened that may have more. */
  private static Optional<Service> find(String name) {
    return stream().filter(service -> service.name().equals(name)).findFirst();
  }

  private static Stream<Service> stream() {
    return ServiceLoader.load(Service.class).stream().map(ServiceLoader.Provider::get);
  }

  /** The service with this name, or one clear line about those that there are. */
  static Service named(String name) {
    return find(name).orElseThrow(() -> new UsageException(unknown(name)));
  }

  /** The same for the check of a configuration. */
  static Handlers handlers() {
    return new Handlers() {
      @Override
      public SortedSet<String> names() {
        return stream().map(Service::name).collect(Collectors.toCollection(TreeSet::new));
      }

      @Override
      public Optional<Kind> find(String name) {
        return Services.find(name).map(Services::kind);
      }
    };
  }

  // Not by a switch over types here and below: for each the JVM makes code when the command starts.
  private static Handlers.Kind kind(Service service) {
    if (service instanceof BandwidthService) {
      return Handlers.Kind.bandwidth();
    }
    Set<Scheme> spoken = spoken(service);
    if (service instanceof ProxyService) {
      return Handlers.Kind.proxy(spoken);
    }
    return service.sessions() ? Handlers.Kind.sessions(spoken) : Handlers.Kind.pipeline(spoken);
  }

  /** Starts a service. */
  static RunningService start(Service service, ServicePlan plan) {
    if (service instanceof BandwidthService) {
      return BandwidthService.start(plan);
    }
    return PipelineServers.start(
        service instanceof ProxyService proxy ? proxy.to(plan.values().get(Settings.TO)) : service,
        plan);
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
