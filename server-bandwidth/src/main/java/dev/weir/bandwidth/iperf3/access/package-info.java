/**
 * Who may test: the token in which a client hides its name and password from everybody but the
 * server, the keys for it, and the file of users.
 *
 * <p>Here live keys, tokens and users, and the arithmetic on them. Nothing here knows a socket, a
 * session or a command line, and nothing waits for anything but a local file.
 */
package dev.weir.bandwidth.iperf3.access;
