/*
 * Load for TCP echo servers from one thread: connections, each with so many messages outstanding,
 * every byte that comes back compared.
 *
 * Without --rate each answer is followed by the next message at once. With --rate so many messages
 * a second are due in all, in turn over the connections: a latency then counts from when a message
 * was due, not from when a slow server let it be sent, and one that is never answered counts with
 * its age at the end. Measured are the messages that begin after the warm-up, all of them: after
 * the last second the answers are awaited; what has none by then is an error. Requests are the
 * answers that came between warm-up and end.
 */
#include "bench.h"

#include <fcntl.h>
#include <sys/prctl.h>

#define EVENTS 512
#define PATTERN 65521        /* a prime, which no size divides: a message in another's place shows */
#define CHUNK (256 * 1024)   /* at most written or read by one call */
#define PATIENCE (2 * NANOS) /* for answers after the end */

struct connection {
  int fd; /* or -1 when it has failed */
  bool writable;
  uint64_t index;
  uint64_t made, queued, answered; /* messages: due (with --rate), to be written, back */
  uint64_t sent, received;         /* bytes */
  uint64_t *times;                 /* of each outstanding message, in a ring; without --rate */
};

static double port = -1, seconds = 1, warmup, connections = 1, size = 64, outstanding = 1, rate;
static const char *host = "127.0.0.1", *congestion;

static int poller;
static struct connection *all;
static size_t count, alive, message, depth;
static size_t ring; /* the highest place in a ring of times: depth or more places, a power of two */
static char pattern[PATTERN + CHUNK];
static struct window window;
static bool ending;
static uint64_t due; /* messages made so far in all, with --rate */
static struct histogram latencies;
static struct result result;

/* Bytes from here on are what this connection sends, and gets back, at this place of its stream. */
static const char *bytes_at(const struct connection *connection, uint64_t place) {
  return pattern + (place + connection->index * 7919) % PATTERN;
}

static void fill_pattern(void) {
  uint64_t state = 88172645463325252ULL;
  for (size_t i = 0; i < PATTERN; i++) {
    state ^= state << 13, state ^= state >> 7, state ^= state << 17;
    pattern[i] = (char)(state >> 32);
  }
  for (size_t i = PATTERN; i < sizeof pattern; i++) pattern[i] = pattern[i - PATTERN];
}

/* With --rate: when this connection's message of this number is to be sent. */
static uint64_t due_time(const struct connection *connection, uint64_t number) {
  double turn = (double)connection->index + (double)number * (double)count;
  return window.start + (uint64_t)(turn / rate * (double)NANOS);
}

static uint64_t begun(const struct connection *connection, uint64_t number) {
  return rate > 0 ? due_time(connection, number) : connection->times[number & ring];
}

static void give_up(struct connection *connection, const char *why) {
  if (result.errors++ == 0)
    fprintf(stderr, "%s: connection %llu: %s\n", program_invocation_short_name,
            (unsigned long long)connection->index, why);
  close(connection->fd);
  connection->fd = -1;
  alive--;
}

static void watch(struct connection *connection, int operation) {
  struct epoll_event event = {.data.ptr = connection};
  event.events = connection->writable ? EPOLLIN : EPOLLIN | EPOLLOUT;
  check(epoll_ctl(poller, operation, connection->fd, &event), "epoll_ctl");
}

static void set_writable(struct connection *connection, bool writable) {
  if (connection->writable == writable) return;
  connection->writable = writable;
  watch(connection, EPOLL_CTL_MOD);
}

static void write_queued(struct connection *connection) {
  uint64_t target = connection->queued * message;
  while (connection->sent < target) {
    uint64_t length = target - connection->sent;
    if (length > CHUNK) length = CHUNK;
    ssize_t sent =
        send(connection->fd, bytes_at(connection, connection->sent), length, MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN) {
      give_up(connection, strerror(errno));
      return;
    }
    if (sent > 0) connection->sent += (uint64_t)sent;
    if (sent < (ssize_t)length) {
      set_writable(connection, false);
      return;
    }
  }
  set_writable(connection, true);
}

/* Queues all messages that may go now, and writes them at once. */
static void send_more(struct connection *connection, uint64_t time) {
  if (ending && rate == 0) return;
  uint64_t limit = connection->answered + depth;
  if (rate > 0 && connection->made < limit) limit = connection->made;
  if (connection->queued >= limit) return;
  for (; connection->queued < limit; connection->queued++) {
    if (rate == 0) connection->times[connection->queued & ring] = time;
    if (within(&window, time)) result.sent++;
  }
  if (connection->writable) write_queued(connection);
}

static void answer(struct connection *connection, uint64_t time) {
  uint64_t start = begun(connection, connection->answered++);
  if (within(&window, start)) record(&latencies, time - start);
  if (within(&window, time)) result.requests++;
}

static void read_answers(struct connection *connection) {
  static char chunk[CHUNK];
  ssize_t length = recv(connection->fd, chunk, sizeof chunk, 0);
  if (length < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (length <= 0) {
    give_up(connection, length == 0 ? "closed by the server" : strerror(errno));
    return;
  }
  uint64_t time = now();
  if (connection->received + (uint64_t)length > connection->sent ||
      memcmp(chunk, bytes_at(connection, connection->received), (size_t)length) != 0) {
    give_up(connection, "the answer differs from what was sent");
    return;
  }
  connection->received += (uint64_t)length;
  uint64_t answered = connection->received / message;
  if (answered == connection->answered) return;
  while (connection->answered < answered) answer(connection, time);
  send_more(connection, time);
}

static void handle(const struct epoll_event *event) {
  struct connection *connection = event->data.ptr;
  if (event->events & ~(uint32_t)EPOLLOUT) read_answers(connection);
  if (connection->fd >= 0 && event->events & EPOLLOUT) write_queued(connection);
}

/* With --rate: gives what is due by now to its connections, and tells when the next one is. */
static uint64_t make_due(uint64_t time) {
  uint64_t last = time < window.end ? time : window.end - 1;
  for (;;) {
    struct connection *connection = &all[due % count];
    uint64_t next = due_time(connection, due / count);
    if (next > last) return next;
    due++;
    connection->made++;
    if (connection->fd >= 0) send_more(connection, time);
  }
}

static void wait_until(uint64_t time, uint64_t current) {
  static struct epoll_event events[EVENTS];
  uint64_t left = time > current ? time - current : 0;
  struct timespec timeout = {.tv_sec = (time_t)(left / NANOS), .tv_nsec = (long)(left % NANOS)};
  int happened = epoll_pwait2(poller, events, EVENTS, &timeout, NULL);
  if (happened < 0 && errno != EINTR) fail(EXIT_FAILURE, "epoll_pwait2: %s", strerror(errno));
  for (int i = 0; i < happened; i++) handle(&events[i]);
}

/* Returns at this time, or when no connection is left. */
static void run_until(uint64_t end) {
  for (uint64_t current = now(); current < end && alive > 0; current = now()) {
    uint64_t next = rate > 0 ? make_due(current) : end;
    wait_until(next < end ? next : end, current);
  }
}

static bool settled(void) {
  for (size_t i = 0; i < count; i++)
    if (all[i].fd >= 0 && (all[i].answered < all[i].queued || all[i].answered < all[i].made))
      return false;
  return true;
}

/* Awaits the last answers; those that do not come are errors, and count with their age. */
static void settle(void) {
  ending = true;
  if (rate > 0) make_due(now());
  uint64_t deadline = now() + PATIENCE;
  for (uint64_t current = now(); current < deadline && !settled(); current = now())
    wait_until(current + 10000000, current);
  uint64_t end = now();
  for (size_t i = 0; i < count; i++) {
    struct connection *connection = &all[i];
    uint64_t last = rate > 0 ? connection->made : connection->queued;
    for (uint64_t number = connection->answered; number < last; number++) {
      uint64_t start = begun(connection, number);
      if (!within(&window, start)) continue;
      record(&latencies, end - start);
      result.errors++;
    }
  }
}

static void open_all(void) {
  struct address address = address_of(host, port);
  need_descriptors(connections);
  poller = check(epoll_create1(EPOLL_CLOEXEC), "epoll_create1");
  all = allocate(count, sizeof *all);
  for (size_t i = 0; i < count; i++) {
    struct connection *connection = &all[i];
    *connection = (struct connection){.index = i, .writable = true};
    if (rate == 0) connection->times = allocate(ring + 1, sizeof *connection->times);
    connection->fd = open_socket(&address, SOCK_STREAM, congestion);
    struct timeval patience = {.tv_sec = 10}; /* also for connect */
    setsockopt(connection->fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    check(connect(connection->fd, (struct sockaddr *)&address.storage, address.length), "connect");
    set_option(connection->fd, IPPROTO_TCP, TCP_NODELAY, 1, "TCP_NODELAY");
    alive++;
  }
}

static void begin_all(void) {
  uint64_t start = now();
  window = window_from(start, warmup, seconds);
  for (size_t i = 0; i < count; i++) {
    struct connection *connection = &all[i];
    int flags = check(fcntl(connection->fd, F_GETFL), "fcntl");
    check(fcntl(connection->fd, F_SETFL, flags | O_NONBLOCK), "fcntl");
    watch(connection, EPOLL_CTL_ADD);
    if (rate == 0) send_more(connection, now());
  }
}

static void options(int argc, char **argv) {
  const struct option known[] = {
      NUMBER("port", &port, 1, 65535),
      TEXT("host", &host),
      NUMBER("seconds", &seconds, 0.01, 86400),
      NUMBER("warmup", &warmup, 0, 86400),
      NUMBER("connections", &connections, 1, 1000000),
      NUMBER("size", &size, 1, 1 << 24),
      NUMBER("outstanding", &outstanding, 1, 1 << 20),
      NUMBER("rate", &rate, 0, 1e9),
      TEXT("congestion", &congestion),
  };
  PARSE(argc, argv, known);
  if (port < 0) fail(EXIT_USAGE, "--port: missing (expected: 1 to 65535)");
  count = (size_t)connections, message = (size_t)size, depth = (size_t)outstanding;
  while (ring + 1 < depth) ring = 2 * ring + 1;
}

int main(int argc, char **argv) {
  options(argc, argv);
  prctl(PR_SET_TIMERSLACK, 1UL);
  fill_pattern();
  open_all();
  begin_all();
  run_until(window.begin);
  window.cpu = nanos_of(CLOCK_PROCESS_CPUTIME_ID);
  run_until(window.end);
  result.cpu_seconds = (double)(nanos_of(CLOCK_PROCESS_CPUTIME_ID) - window.cpu) / (double)NANOS;
  settle();
  result.seconds = (double)(window.end - window.begin) / (double)NANOS;
  result.end = window.end;
  result.received = result.requests;
  result.bytes = result.requests * (int64_t)message;
  result.lost = -1;
  result.latencies = &latencies;
  print_result(&result);
  return EXIT_SUCCESS;
}
