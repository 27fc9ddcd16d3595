/**
 * The configuration file of {@code weir serve}: reading it with the place of every value, the one
 * table of settings that the file, the command line and the reference page share, and what may
 * change while servers run.
 *
 * <p>No handler, socket or meter lives here: this package ends at values. What starts servers from
 * them is {@link dev.weir.command}.
 */
@org.jspecify.annotations.NullMarked
package dev.weir.command.config;
