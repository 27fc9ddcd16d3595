/**
 * {@code weir serve}: named services, found by ServiceLoader, started on the endpoints of the
 * command line. What a service does to its bytes does not live here.
 */
@org.jspecify.annotations.NullMarked
package dev.weir.command.serve;
