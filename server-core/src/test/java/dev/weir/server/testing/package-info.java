/**
 * For tests of handlers, also of users': a recipe's real pipeline without a socket, and a verifier
 * of decoders. Published as server-core's test artifact, as nothing here is of use to a running
 * server; needs no test engine. Nothing of Weir's own tests may live here.
 */
package dev.weir.server.testing;
