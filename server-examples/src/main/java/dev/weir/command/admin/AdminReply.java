package dev.weir.command.admin;

import dev.weir.command.text.Json;
import io.netty.handler.codec.http.HttpResponseStatus;

/**
 * An answer, without HTTP around it.
 *
 * @param type media type of the body
 * @param body the text
 */
record AdminReply(HttpResponseStatus status, String type, String body) {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String JSON = "application/json";

  /** One line of text. */
  static AdminReply text(HttpResponseStatus status, String line) {
    return new AdminReply(status, TEXT, line + "\n");
  }

  /** A value as JSON. */
  static AdminReply json(HttpResponseStatus status, Object value) {
    return new AdminReply(status, JSON, Json.of(value) + "\n");
  }
}
