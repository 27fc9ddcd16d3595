package dev.weir.command.admin;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the page that a request names and lets it answer; whatever goes wrong becomes an answer
 * too.
 */
final class AdminRouter {
  private static final Logger LOG = LoggerFactory.getLogger(AdminRouter.class);
  private static final int MOST_PARAMETERS = 16;

  private final List<AdminPage> pages;

  AdminRouter(List<AdminPage> pages) {
    this.pages = List.copyOf(pages);
  }

  AdminReply answer(HttpMethod method, String uri, String accept) {
    try {
      QueryStringDecoder query =
          new QueryStringDecoder(
              uri, java.nio.charset.StandardCharsets.UTF_8, true, MOST_PARAMETERS);
      return page(method, query.path(), query.parameters(), accept);
    } catch (BadRequest e) {
      return AdminReply.text(HttpResponseStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      return AdminReply.text(HttpResponseStatus.BAD_REQUEST, "the request's target is malformed");
    } catch (RuntimeException e) {
      LOG.warn("admin request {} {} failed", method, uri, e);
      return AdminReply.text(HttpResponseStatus.INTERNAL_SERVER_ERROR, "failed; the log tells why");
    }
  }

  private AdminReply page(
      HttpMethod method, String path, Map<String, List<String>> query, String accept) {
    List<AdminPage> there = pages.stream().filter(page -> page.path().equals(path)).toList();
    if (there.isEmpty()) {
      return path.equals("/") ? index(HttpResponseStatus.OK) : index(HttpResponseStatus.NOT_FOUND);
    }
    Optional<AdminPage> page = there.stream().filter(p -> p.answers(method)).findFirst();
    return page.map(p -> p.answer().apply(new AdminRequest(parameters(p, query), accept)))
        .orElseGet(() -> wrongMethod(method, there));
  }

  private static AdminReply wrongMethod(HttpMethod method, List<AdminPage> there) {
    String allowed = String.join(", ", there.stream().map(p -> p.method().name()).toList());
    return AdminReply.text(
        HttpResponseStatus.METHOD_NOT_ALLOWED,
        "method: " + method + " (expected: " + allowed + ")");
  }

  private static Map<String, String> parameters(AdminPage page, Map<String, List<String>> query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    query.forEach((name, values) -> {
      if (!page.parameters().contains(name)) {
        throw new BadRequest("parameter: " + name + " (expected: " + known(page) + ")");
      }
      if (values.size() > 1) {
        throw new BadRequest(name + ": given " + values.size() + " times (expected: once)");
      }
      parameters.put(name, values.getFirst());
    });
    return parameters;
  }

  private static String known(AdminPage page) {
    return page.parameters().isEmpty() ? "none" : "any of " + String.join(", ", page.parameters());
  }

  private AdminReply index(HttpResponseStatus status) {
    StringBuilder text =
        new StringBuilder(status.code() == 404 ? "no such page; there are:" : "weir admin");
    for (AdminPage page : pages) {
      text.append(String.format("%n%-4s %-12s  %s", page.method(), page.path(), page.doc()));
      if (!page.parameters().isEmpty()) {
        text.append(" (?").append(String.join(" &", page.parameters())).append(')');
      }
    }
    return AdminReply.text(status, text.toString());
  }
}
