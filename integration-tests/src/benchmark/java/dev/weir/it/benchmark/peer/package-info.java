/**
 * Echo servers of other frameworks, each written as its own documentation does it: the peers of the
 * benchmark, one process each. All take {@code --port} (0: any), {@code --host} and {@code
 * --loops}, say {@code ready PORT} when they are bound, and end on SIGTERM.
 *
 * <p>Nothing of Weir may be used here, and nothing here by anything else: only the jars in {@code
 * target/benchmark/peers.classpath} are there when a peer runs.
 */
@NullMarked
package dev.weir.it.benchmark.peer;

import org.jspecify.annotations.NullMarked;
