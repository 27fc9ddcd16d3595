package dev.weir.command.admin;

import dev.weir.server.Server;

/**
 * A server that the endpoint tells about.
 *
 * @param name as the operator named it; a name that listens by TCP and UDP is two servers
 * @param handler what answers there
 */
public record AdminSubject(String name, String handler, Server server) {}
