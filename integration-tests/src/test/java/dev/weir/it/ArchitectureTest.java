package dev.weir.it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between packages; those between modules are the compiler's to check. */
@AnalyzeClasses(packages = "dev.weir", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule ARROWS_POINT_DOWN =
      classes()
          .should(
              new PackageOrder(
                  "dev.weir.it.benchmark",
                  "dev.weir.it.benchmark.run",
                  "dev.weir.it.benchmark.result",
                  "dev.weir.it.benchmark.server",
                  "dev.weir.it.scenario.command",
                  "dev.weir.it.scenario.replicas",
                  "dev.weir.it.scenario.run",
                  "dev.weir.it.scenario.result",
                  "dev.weir.it.scenario",
                  "dev.weir.it.world",
                  "dev.weir.command.bench",
                  "dev.weir.command.serve",
                  "dev.weir.command.admin",
                  "dev.weir.command.config",
                  "dev.weir.command.inspect",
                  "dev.weir.command.iperf3",
                  "dev.weir.command.text",
                  "dev.weir.command",
                  "dev.weir.command.log",
                  "dev.weir.examples",
                  "dev.weir.examples.keyvalue",
                  "dev.weir.bandwidth.iperf3.cli",
                  "dev.weir.bandwidth.iperf3",
                  "dev.weir.bandwidth.iperf3.access",
                  "dev.weir.bandwidth.stream",
                  "dev.weir.bandwidth.load",
                  "dev.weir.bandwidth.report.html",
                  "dev.weir.bandwidth.report",
                  "dev.weir.bandwidth",
                  "dev.weir.server.junit",
                  "dev.weir.server.testing",
                  "dev.weir.server",
                  "dev.weir.server.pipeline",
                  "dev.weir.server.datagram",
                  "dev.weir.server.bulk",
                  "dev.weir.server.admission",
                  "dev.weir.server.shaping",
                  "dev.weir.server.connection",
                  "dev.weir.server.metrics",
                  "dev.weir.server.transport",
                  "dev.weir.server.option",
                  "dev.weir.server.endpoint",
                  "dev.weir.linux",
                  "dev.weir.linux.call"));

  @ArchTest
  static final ArchRule TRANSPORT_STAYS_INSIDE =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.weir.server..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.weir.server.transport..");

  @ArchTest
  static final ArchRule EPOLL_HAS_TWO_PLACES =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.weir.server.transport..", "dev.weir.server.bulk..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.netty.channel.epoll..");

  @ArchTest
  static final ArchRule KERNEL_WITHOUT_NETTY =
      noClasses()
          .that()
          .resideInAPackage("dev.weir.linux..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.netty..");

  @ArchTest
  static final ArchRule NAMES_SAY_WHAT_A_CLASS_DOES =
      noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl)(\\$.*)?");

  @ArchTest
  static final ArchRule LIBRARIES_DO_NOT_PRINT =
      noClasses()
          .that()
          .resideInAnyPackage("dev.weir.linux..", "dev.weir.server..", "dev.weir.bandwidth..")
          .and()
          .resideOutsideOfPackage("dev.weir.bandwidth.iperf3.cli")
          .should(ACCESS_STANDARD_STREAMS);
}
