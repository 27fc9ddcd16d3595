package dev.weir.server.connection;

/**
 * The user event that tells the handlers of each open channel that its server has other limits. It
 * comes on the channel's loop, after {@link Limits#of} gives them.
 *
 * @param limits those that hold from now on
 */
public record LimitsEvent(Limits limits) {}
