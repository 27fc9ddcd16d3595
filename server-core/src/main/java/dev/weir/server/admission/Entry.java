package dev.weir.server.admission;

/** What the door says to a connection. */
public sealed interface Entry permits Place, Refusal {}
