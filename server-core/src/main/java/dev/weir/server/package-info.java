/**
 * What users import: recipes for servers and clients, and the running server. Everything that a
 * recipe is made of lives in the packages below this one.
 */
@NullMarked
package dev.weir.server;

import org.jspecify.annotations.NullMarked;
