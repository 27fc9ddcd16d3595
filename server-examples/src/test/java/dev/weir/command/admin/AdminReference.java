package dev.weir.command.admin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Writes the reference page of the admin endpoint from the table of its pages. */
final class AdminReference {
  private AdminReference() {}

  /** The page, as Markdown. */
  static String page() {
    StringBuilder text = new StringBuilder(head());
    for (AdminPage page : AdminServer.pages(new Nobody(), AdminServer.registry())) {
      text.append(
          "| %s | `%s` | %s | %s |\n"
              .formatted(page.method(), page.path(), parameters(page), page.doc()));
    }
    return text.toString();
  }

  private static String parameters(AdminPage page) {
    return String.join(", ", page.parameters().stream().map(name -> "`" + name + "`").toList());
  }

  private static String head() {
    return """
    # Admin endpoint

    `weir serve ... --admin tcp://127.0.0.1:9464`, or `admin: {listen: "tcp://127.0.0.1:9464"}` in a configuration file,
    answers HTTP/1.1 on a loop thread of its own, so that it answers while the servers' loops are busy.

    ```
    curl -s http://127.0.0.1:9464/metrics
    curl -s 'http://127.0.0.1:9464/connections?server=echo&olderThan=1h&limit=10'
    curl -s -X POST 'http://127.0.0.1:9464/drain?deadline=30s'
    ```

    Whoever reaches it can stop the servers and sees every peer's address. So it listens on loopback alone, unless
    `--admin-open` or `admin.open: true` says otherwise, and refuses requests of web pages: those with an `Origin`, and
    on loopback those whose `Host` is neither an address nor localhost.

    A request has at most %d bytes in its first line and %d in its headers, and %d seconds to arrive; bodies are not read.
    Each connection gets one answer and ends; at most %d are open. An unknown page, parameter or method is an error that
    names the known ones.

    This page is generated from the table of pages; the test of that table rewrites it.

    | method | path | parameters | what it tells or does |
    |---|---|---|---|
    """
        .formatted(
            AdminServer.LONGEST_LINE,
            AdminServer.LARGEST_HEADERS,
            AdminHandler.REQUEST_SECONDS,
            AdminServer.MOST_CONNECTIONS);
  }

  /** A process without servers: the table is about the pages, not about what they tell. */
  private static final class Nobody implements AdminTarget {
    @Override
    public List<AdminSubject> servers() {
      return List.of();
    }

    @Override
    public boolean draining() {
      return false;
    }

    @Override
    public void drain(Optional<Duration> deadline) {
      throw new UnsupportedOperationException("drain: nothing runs");
    }
  }
}
