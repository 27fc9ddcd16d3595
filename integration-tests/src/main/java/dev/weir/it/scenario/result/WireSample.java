package dev.weir.it.scenario.result;

/**
 * What had arrived at the two hosts at a moment, by their interfaces' own counters.
 *
 * @param seconds since the first data
 * @param up bytes at the server
 * @param down bytes at the client
 */
public record WireSample(double seconds, long up, long down) {}
