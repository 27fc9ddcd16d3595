/** The servers that are only measured do what they are measured for. */
@NullMarked
package dev.weir.it.benchmark.server;

import org.jspecify.annotations.NullMarked;
