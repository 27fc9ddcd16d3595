/**
 * What a server or a client counts and under which names: counters of each loop, their sum, and the
 * binder to a meter registry. A tag is a server or client, an endpoint or a shard, never a peer.
 */
@NullMarked
package dev.weir.server.metrics;

import org.jspecify.annotations.NullMarked;
