package dev.weir.server.transport;

/**
 * A stage that may be left out where a socket is taken over: what it does is done there as well.
 */
public interface PassedOver {}
