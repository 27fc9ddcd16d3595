package dev.weir.it.benchmark.micro;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How many bytes of heap a call of a benchmark may take. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Budget {

  /** Less than the smallest object: what others of the JVM allocate meanwhile counts too. */
  double NO_OBJECT = 15;

  /** Bytes, from 0. */
  double bytes();
}
