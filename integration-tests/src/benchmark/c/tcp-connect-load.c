/*
 * Connects, sends one byte, awaits it and closes, so many at once (--connections times
 * --outstanding) from one thread. Closed by a reset: no port is left waiting, so that rates beyond
 * the number of ports last. Requests are the bytes that came back between warm-up and end; whatever
 * else becomes of an attempt is an error: refused, closed, a wrong byte, or no answer in time.
 *
 * With --rate so many a second are due in all, and latencies count from when one was due.
 */
#include "bench.h"

#include <sys/prctl.h>

#define EVENTS 512
#define SWEEP (NANOS / 10)

struct attempt {
  int fd; /* -1: free */
  bool asked;
  char byte;
  uint64_t begun, deadline;
};

static double port = -1, seconds = 1, warmup, connections = 1, outstanding = 1, rate, timeout = 2;
static const char *host = "127.0.0.1";

static int poller;
static struct address address;
static struct attempt *attempts;
static struct attempt **idle; /* a stack of those that are free */
static size_t count, idle_count;
static struct window window;
static struct histogram latencies;
static struct result result;
static uint64_t made;

static void finish(struct attempt *attempt) {
  struct linger reset = {.l_onoff = 1};
  setsockopt(attempt->fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
  close(attempt->fd);
  attempt->fd = -1;
  idle[idle_count++] = attempt;
}

static void fail_attempt(struct attempt *attempt, const char *why) {
  if (result.errors == 0) fprintf(stderr, "%s: %s\n", program_invocation_short_name, why);
  if (within(&window, attempt->begun)) {
    result.errors++;
    record(&latencies, now() - attempt->begun);
  }
  finish(attempt);
}

/* Sends the byte where the connection stands; true where it has been sent. */
static bool ask(struct attempt *attempt) {
  if (send(attempt->fd, &attempt->byte, 1, MSG_NOSIGNAL) != 1) return false;
  attempt->asked = true;
  return true;
}

static void watch(struct attempt *attempt, int operation) {
  struct epoll_event event = {.data.ptr = attempt};
  event.events = attempt->asked ? EPOLLIN : EPOLLOUT;
  check(epoll_ctl(poller, operation, attempt->fd, &event), "epoll_ctl");
}

static void begin(uint64_t time) {
  struct attempt *attempt = idle[--idle_count];
  *attempt = (struct attempt){.begun = time, .byte = (char)made++};
  attempt->deadline = now() + (uint64_t)(timeout * (double)NANOS);
  if (within(&window, time)) result.sent++;
  attempt->fd = socket(address.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (attempt->fd < 0) fail(EXIT_FAILURE, "socket: %s", strerror(errno));
  int connected = connect(attempt->fd, (struct sockaddr *)&address.storage, address.length);
  if (connected < 0 && errno != EINPROGRESS) {
    fail_attempt(attempt, strerror(errno));
    return;
  }
  if (connected == 0 && !ask(attempt)) {
    fail_attempt(attempt, strerror(errno));
    return;
  }
  watch(attempt, EPOLL_CTL_ADD);
}

static void read_answer(struct attempt *attempt) {
  char byte;
  ssize_t length = recv(attempt->fd, &byte, 1, 0);
  if (length < 0 && errno == EAGAIN) return;
  if (length != 1 || byte != attempt->byte) {
    fail_attempt(attempt, length < 0    ? strerror(errno)
                          : length == 0 ? "closed before the answer"
                                        : "the answer differs from what was sent");
    return;
  }
  uint64_t time = now();
  if (within(&window, attempt->begun)) record(&latencies, time - attempt->begun);
  if (within(&window, time)) result.requests++;
  finish(attempt);
}

static void handle(const struct epoll_event *event) {
  struct attempt *attempt = event->data.ptr;
  if (attempt->asked)
    read_answer(attempt);
  else if (ask(attempt))
    watch(attempt, EPOLL_CTL_MOD);
  else
    fail_attempt(attempt, strerror(errno)); /* send gives the reason that connect has failed for */
}

static void sweep(uint64_t time) {
  static uint64_t next;
  if (time < next) return;
  next = time + SWEEP;
  for (size_t i = 0; i < count; i++)
    if (attempts[i].fd >= 0 && attempts[i].deadline <= time)
      fail_attempt(&attempts[i], "no answer in time");
}

/* When the next attempt is to begin, of a caller that has this time. */
static uint64_t due_at(uint64_t time) {
  return rate > 0 ? window.start + (uint64_t)((double)made / rate * (double)NANOS) : time;
}

/* Begins what is due, each attempt once: they may fail at once. Tells when the next is due. */
static uint64_t begin_due(uint64_t time) {
  for (size_t left = idle_count; left > 0; left--) {
    uint64_t due = due_at(time);
    if (due > time || due >= window.end) return due;
    begin(due);
  }
  return idle_count > 0 ? time : time + SWEEP;
}

/* With --rate: what was due and had no free place until the end is an error, with its age. */
static void count_missed(void) {
  for (; rate > 0 && due_at(0) < window.end; made++) {
    if (!within(&window, due_at(0))) continue;
    result.errors++;
    record(&latencies, window.end - due_at(0));
  }
}

static void run_until(uint64_t end, bool beginning) {
  static struct epoll_event events[EVENTS];
  for (uint64_t time = now(); time < end && (beginning || idle_count < count); time = now()) {
    uint64_t next = beginning ? begin_due(time) : end;
    if (next > end) next = end;
    if (next > time + SWEEP) next = time + SWEEP;
    uint64_t left = next > time ? next - time : 0;
    struct timespec wait = {.tv_sec = (time_t)(left / NANOS), .tv_nsec = (long)(left % NANOS)};
    int happened = epoll_pwait2(poller, events, EVENTS, &wait, NULL);
    if (happened < 0 && errno != EINTR) fail(EXIT_FAILURE, "epoll_pwait2: %s", strerror(errno));
    for (int i = 0; i < happened; i++) handle(&events[i]);
    sweep(now());
  }
}

static void options(int argc, char **argv) {
  const struct option known[] = {
      NUMBER("port", &port, 1, 65535),
      TEXT("host", &host),
      NUMBER("seconds", &seconds, 0.01, 86400),
      NUMBER("warmup", &warmup, 0, 86400),
      NUMBER("connections", &connections, 1, 100000),
      NUMBER("outstanding", &outstanding, 1, 100000),
      NUMBER("rate", &rate, 0, 1e9),
      NUMBER("timeout", &timeout, 0.001, 3600),
  };
  PARSE(argc, argv, known);
  if (port < 0) fail(EXIT_USAGE, "--port: missing (expected: 1 to 65535)");
}

int main(int argc, char **argv) {
  options(argc, argv);
  prctl(PR_SET_TIMERSLACK, 1UL);
  address = address_of(host, port);
  count = (size_t)connections * (size_t)outstanding;
  need_descriptors((double)count);
  poller = check(epoll_create1(EPOLL_CLOEXEC), "epoll_create1");
  attempts = allocate(count, sizeof *attempts);
  idle = allocate(count, sizeof *idle);
  for (size_t i = 0; i < count; i++) attempts[i].fd = -1, idle[idle_count++] = &attempts[i];
  window = window_from(now(), warmup, seconds);
  run_until(window.begin, true);
  window.cpu = nanos_of(CLOCK_PROCESS_CPUTIME_ID);
  run_until(window.end, true);
  result.cpu_seconds =
      (double)(nanos_of(CLOCK_PROCESS_CPUTIME_ID) - window.cpu) / (double)NANOS;
  if (rate > 0) begin_due(window.end - 1);
  run_until(now() + (uint64_t)(timeout * (double)NANOS) + 2 * SWEEP, false);
  result.seconds = (double)(window.end - window.begin) / (double)NANOS;
  result.end = window.end;
  count_missed();
  result.received = result.bytes = result.requests;
  result.lost = -1;
  result.latencies = &latencies;
  print_result(&result);
  return EXIT_SUCCESS;
}
