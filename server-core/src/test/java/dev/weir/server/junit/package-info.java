/**
 * For tests of servers, also of users': published as server-core's test artifact. Nothing of Weir's
 * own tests may live here.
 */
package dev.weir.server.junit;
