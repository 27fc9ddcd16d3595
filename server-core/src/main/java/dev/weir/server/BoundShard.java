package dev.weir.server;

import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.transport.OpenSocket;

/**
 * A bound socket that serves nobody yet.
 *
 * @param asked as the recipe names it
 * @param endpoint with the real port; of an inherited socket, what it really is
 * @param index of the shard, from 0
 * @param alone whether it is the only one of its endpoint
 * @param socket which belongs to no loop yet
 */
record BoundShard(Endpoint asked, Endpoint endpoint, int index, boolean alone, OpenSocket socket) {}
