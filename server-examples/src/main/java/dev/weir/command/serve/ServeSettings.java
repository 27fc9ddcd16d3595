package dev.weir.command.serve;

import dev.weir.server.option.SocketOptions;

/**
 * What all services of one command line share.
 *
 * @param options socket options of every endpoint they fit
 * @param shards listening sockets per endpoint
 */
record ServeSettings(SocketOptions options, int shards) {}
