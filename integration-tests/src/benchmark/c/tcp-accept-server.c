/*
 * Takes connections, echoes one byte on each and closes it: one thread, one listener. A byte that
 * is there already, as mostly, is answered at once; who is slower waits in epoll and delays nobody.
 */
#include "bench.h"

#define EVENTS 512

static int poller, listener;

/* Answers and closes; false where the byte is still to come. */
static bool answer(int fd) {
  char byte;
  ssize_t length = recv(fd, &byte, 1, 0);
  if (length < 0 && errno == EAGAIN) return false;
  if (length == 1) send(fd, &byte, 1, MSG_NOSIGNAL);
  close(fd);
  return true;
}

static void take_all(void) {
  for (;;) {
    int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0) return; /* nothing there any more; without descriptors they wait in the queue */
    if (answer(fd)) continue;
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
    check(epoll_ctl(poller, EPOLL_CTL_ADD, fd, &event), "epoll_ctl");
  }
}

int main(int argc, char **argv) {
  double port = -1;
  const char *host = "127.0.0.1";
  const struct option options[] = {NUMBER("port", &port, 0, 65535), TEXT("host", &host)};
  PARSE(argc, argv, options);
  if (port < 0) fail(EXIT_USAGE, "--port: missing (expected: 0 for any, to 65535)");
  struct address address = address_of(host, port);
  on_signal(SIGTERM, end_now);
  need_descriptors(0);
  listener = bind_socket(&address, SOCK_STREAM | SOCK_NONBLOCK, NULL);
  poller = check(epoll_create1(EPOLL_CLOEXEC), "epoll_create1");
  struct epoll_event event = {.events = EPOLLIN, .data.fd = listener};
  check(epoll_ctl(poller, EPOLL_CTL_ADD, listener, &event), "epoll_ctl");
  tell_ready(listener);
  static struct epoll_event events[EVENTS];
  for (;;) {
    int count = epoll_wait(poller, events, EVENTS, -1);
    for (int i = 0; i < count; i++) {
      if (events[i].data.fd == listener)
        take_all();
      else
        answer(events[i].data.fd);
    }
  }
}
