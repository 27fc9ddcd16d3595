package dev.weir.server;

import dev.weir.server.endpoint.Endpoint;
import dev.weir.server.metrics.Counters;
import java.util.OptionalInt;

/**
 * One socket of a server, at the moment it was looked at.
 *
 * @param endpoint with the real port
 * @param index among the sockets of the endpoint, from 0
 * @param processor on which its loop runs; empty where the loop is not pinned, or the connections
 *     of a single listener are spread over all loops
 * @param counters of its connections or datagrams
 */
public record ShardView(Endpoint endpoint, int index, OptionalInt processor, Counters counters) {}
