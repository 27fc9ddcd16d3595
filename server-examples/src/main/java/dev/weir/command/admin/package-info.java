/**
 * The admin endpoint of {@code weir serve}: what an operator's machines ask a running process by
 * HTTP.
 *
 * <p>It lives beside the command and not in the server library: HTTP, JSON and a meter registry are
 * choices that a user of the library has made already, and nothing on a connection's way needs
 * them. It is a server of Weir's own like any other, with its own loop thread, so that it answers
 * while the loops of the servers are busy; what it tells it reads from the running servers'
 * counters, and it is never asked by them.
 */
@org.jspecify.annotations.NullMarked
package dev.weir.command.admin;
