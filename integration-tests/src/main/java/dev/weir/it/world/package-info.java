/**
 * Worlds to measure in: two hosts and a link between them, on loopback, in network namespaces or in
 * containers; what may go wrong in them; and the watchdog that removes them whatever happens to the
 * harness. Nothing here knows what is measured.
 */
@NullMarked
package dev.weir.it.world;

import org.jspecify.annotations.NullMarked;
