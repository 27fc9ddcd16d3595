/*
 * The TCP echo that others are compared with: one thread, level-triggered epoll, one read and one
 * write per event. What the peer does not take waits, and nothing more is read from it meanwhile.
 */
#include "bench.h"

#include <fcntl.h>

#define EVENTS 1024
#define CHUNK 65536

struct connection {
  int fd;
  size_t waiting, written;
  char *bytes; /* what waits to be written, from written on; NULL mostly */
};

static int poller, listener;
static int spare; /* given up to take and close a connection when there are no descriptors left */

static void watch(struct connection *connection, uint32_t events, int operation) {
  struct epoll_event event = {.events = events, .data.ptr = connection};
  check(epoll_ctl(poller, operation, connection->fd, &event), "epoll_ctl");
}

static void drop(struct connection *connection) {
  close(connection->fd);
  free(connection->bytes);
  free(connection);
}

static void turn_one_away(void) {
  close(spare);
  close(accept(listener, NULL, NULL));
  spare = open("/dev/null", O_RDONLY | O_CLOEXEC);
}

static void take_all(void) {
  for (;;) {
    int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0) {
      if (errno == EMFILE || errno == ENFILE) turn_one_away();
      return; /* nothing there any more, or gone before it was taken */
    }
    int one = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    struct connection *connection = allocate(1, sizeof *connection);
    connection->fd = fd;
    watch(connection, EPOLLIN, EPOLL_CTL_ADD);
  }
}

static void keep(struct connection *connection, const char *bytes, size_t length) {
  connection->bytes = allocate(1, length);
  memcpy(connection->bytes, bytes, length);
  connection->waiting = length;
  connection->written = 0;
  watch(connection, EPOLLOUT, EPOLL_CTL_MOD);
}

static void echo(struct connection *connection) {
  static char chunk[CHUNK];
  ssize_t length = recv(connection->fd, chunk, sizeof chunk, 0);
  if (length < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (length <= 0) {
    drop(connection); /* all that came before has been written: echo writes before it reads on */
    return;
  }
  ssize_t sent = send(connection->fd, chunk, (size_t)length, MSG_NOSIGNAL);
  if (sent == length) return;
  if (sent < 0 && errno != EAGAIN) {
    drop(connection);
    return;
  }
  if (sent < 0) sent = 0;
  keep(connection, chunk + sent, (size_t)(length - sent));
}

static void write_on(struct connection *connection) {
  ssize_t sent = send(connection->fd, connection->bytes + connection->written,
                      connection->waiting - connection->written, MSG_NOSIGNAL);
  if (sent < 0 && errno == EAGAIN) return;
  if (sent < 0) {
    drop(connection);
    return;
  }
  connection->written += (size_t)sent;
  if (connection->written < connection->waiting) return;
  free(connection->bytes);
  connection->bytes = NULL;
  watch(connection, EPOLLIN, EPOLL_CTL_MOD);
}

static void serve(void) {
  static struct epoll_event events[EVENTS];
  for (;;) {
    int count = epoll_wait(poller, events, EVENTS, -1);
    for (int i = 0; i < count; i++) {
      struct connection *connection = events[i].data.ptr;
      if (connection == NULL)
        take_all();
      else if (connection->bytes != NULL)
        write_on(connection);
      else
        echo(connection);
    }
  }
}

int main(int argc, char **argv) {
  double port = -1;
  const char *host = "127.0.0.1", *congestion = NULL;
  const struct option options[] = {NUMBER("port", &port, 0, 65535), TEXT("host", &host),
                                   TEXT("congestion", &congestion)};
  PARSE(argc, argv, options);
  if (port < 0) fail(EXIT_USAGE, "--port: missing (expected: 0 for any, to 65535)");
  struct address address = address_of(host, port);
  on_signal(SIGTERM, end_now);
  need_descriptors(0);
  spare = open("/dev/null", O_RDONLY | O_CLOEXEC);
  listener = bind_socket(&address, SOCK_STREAM | SOCK_NONBLOCK, congestion);
  poller = check(epoll_create1(EPOLL_CLOEXEC), "epoll_create1");
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL};
  check(epoll_ctl(poller, EPOLL_CTL_ADD, listener, &event), "epoll_ctl");
  tell_ready(listener);
  serve();
}
