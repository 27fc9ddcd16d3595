package dev.weir.command.admin;

import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import java.util.function.Function;

/**
 * One row of the table of pages.
 *
 * @param method GET (which answers HEAD too) or POST
 * @param path where it is
 * @param parameters names of the query parameters that it knows; any other is refused
 * @param doc what it tells or does, for the list at {@code /}
 * @param answer runs on the admin loop; quick, and never waits
 */
record AdminPage(
    HttpMethod method,
    String path,
    List<String> parameters,
    String doc,
    Function<AdminRequest, AdminReply> answer) {

  static AdminPage get(
      String path, List<String> parameters, String doc, Function<AdminRequest, AdminReply> answer) {
    return new AdminPage(HttpMethod.GET, path, parameters, doc, answer);
  }

  static AdminPage post(
      String path, List<String> parameters, String doc, Function<AdminRequest, AdminReply> answer) {
    return new AdminPage(HttpMethod.POST, path, parameters, doc, answer);
  }

  boolean answers(HttpMethod asked) {
    return asked.equals(method) || (asked.equals(HttpMethod.HEAD) && method.equals(HttpMethod.GET));
  }
}
