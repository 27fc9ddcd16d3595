/**
 * Runs scenarios: starts the peers in a world, lets go wrong what shall go wrong, and collects what
 * the peers, the kernel and the firewall counted.
 */
@NullMarked
package dev.weir.it.scenario.run;

import org.jspecify.annotations.NullMarked;
