/**
 * The one example that is a service rather than a page: a key-value server for Redis's clients.
 * Begin with {@link dev.weir.examples.keyvalue.KeyValueServer}, which is a page and shows the idea;
 * beside it stand the table of commands, what they do, the reader of requests and the store, each
 * in a file. Nothing here may use more of Weir than a user can.
 */
@org.jspecify.annotations.NullMarked
package dev.weir.examples.keyvalue;
