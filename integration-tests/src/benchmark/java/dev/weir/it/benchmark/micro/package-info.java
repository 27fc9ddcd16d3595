/**
 * What one message costs on each hot path, by JMH: time for information, bytes of heap with a
 * budget. {@link dev.weir.it.benchmark.micro.Budgets} runs all of it, and fails where more is spent
 * than allowed. Bytes do not depend on how busy the machine is.
 */
@NullMarked
package dev.weir.it.benchmark.micro;

import org.jspecify.annotations.NullMarked;
