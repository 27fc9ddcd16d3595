/**
 * Servers that are only measured, written with Weir's public API and run in processes of their own.
 */
@NullMarked
package dev.weir.it.benchmark.server;

import org.jspecify.annotations.NullMarked;
