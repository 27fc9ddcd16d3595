package dev.weir.it;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/**
 * The packages in the order of the design: a class uses its own package and those below it, so
 * there is no cycle either. A package that is not in the list has no place yet.
 */
final class PackageOrder extends ArchCondition<JavaClass> {

  private final List<String> packages;

  PackageOrder(String... packages) {
    super("use only packages below their own");
    this.packages = List.of(packages);
  }

  @Override
  public void check(JavaClass origin, ConditionEvents events) {
    int place = packages.indexOf(origin.getPackageName());
    if (place < 0) {
      violate(origin, origin.getName() + ": its package has no place in the order", events);
      return;
    }
    origin.getDirectDependenciesFromSelf().stream()
        .filter(dependency -> above(place, dependency))
        .forEach(dependency -> violate(origin, dependency.getDescription(), events));
  }

  private boolean above(int place, Dependency dependency) {
    int target = packages.indexOf(dependency.getTargetClass().getPackageName());
    return target >= 0 && target < place;
  }

  private static void violate(JavaClass origin, String text, ConditionEvents events) {
    events.add(SimpleConditionEvent.violated(origin, text));
  }
}
