/*
 * Sends datagrams as fast as it can, or --rate a second, from one connected socket; up to 64 leave
 * by one call, which the kernel cuts to datagrams (UDP_SEGMENT). Errors are calls that failed.
 */
#include "bench.h"

#include <netinet/udp.h>
#include <sys/prctl.h>

#ifndef UDP_SEGMENT
#define UDP_SEGMENT 103
#endif

#define MOST_SEGMENTS 64
#define LARGEST 65507

static double port = -1, seconds = 1, warmup, size = 1400, rate, segments = MOST_SEGMENTS;
static const char *host = "127.0.0.1";

/* Datagrams for one call: what fits, and with --rate at most what is due within a millisecond. */
static size_t train(void) {
  double most = segments;
  if (most * size > LARGEST) most = LARGEST / (size_t)size;
  if (rate > 0 && most > rate / 1000) most = rate / 1000;
  return most < 1 ? 1 : (size_t)most;
}

static void wait_until(uint64_t time) {
  struct timespec until = {.tv_sec = (time_t)(time / NANOS), .tv_nsec = (long)(time % NANOS)};
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL) == EINTR) continue;
}

static void flood(int fd, size_t count, struct window *window, struct result *result) {
  static char bytes[LARGEST];
  struct iovec part = {.iov_base = bytes, .iov_len = count * (size_t)size};
  struct msghdr header = {.msg_iov = &part, .msg_iovlen = 1};
  uint64_t made = 0, time;
  while ((time = now()) < window->end) {
    uint64_t due = window->start + (rate > 0 ? (uint64_t)((double)made / rate * (double)NANOS) : 0);
    if (due > time) {
      wait_until(due < window->end ? due : window->end);
      continue;
    }
    bool measured = time >= window->begin;
    if (measured && window->cpu == 0) window->cpu = nanos_of(CLOCK_PROCESS_CPUTIME_ID);
    made += count;
    if (sendmsg(fd, &header, 0) >= 0)
      result->sent += measured ? (int64_t)count : 0;
    else
      result->errors += measured;
  }
}

int main(int argc, char **argv) {
  const struct option options[] = {
      NUMBER("port", &port, 1, 65535),
      TEXT("host", &host),
      NUMBER("seconds", &seconds, 0.01, 86400),
      NUMBER("warmup", &warmup, 0, 86400),
      NUMBER("size", &size, 1, LARGEST),
      NUMBER("rate", &rate, 0, 1e9),
      NUMBER("segments", &segments, 1, MOST_SEGMENTS),
  };
  PARSE(argc, argv, options);
  if (port < 0) fail(EXIT_USAGE, "--port: missing (expected: 1 to 65535)");
  size = (double)(size_t)size;
  struct address address = address_of(host, port);
  prctl(PR_SET_TIMERSLACK, 1UL);
  int fd = open_socket(&address, SOCK_DGRAM, NULL);
  size_t count = train();
  if (count > 1) set_option(fd, SOL_UDP, UDP_SEGMENT, (int)size, "UDP_SEGMENT");
  check(connect(fd, (struct sockaddr *)&address.storage, address.length), "connect");
  struct window window = window_from(now(), warmup, seconds);
  struct result result = {.requests = -1, .received = -1, .lost = -1};
  flood(fd, count, &window, &result);
  result.cpu_seconds =
      (double)(nanos_of(CLOCK_PROCESS_CPUTIME_ID) - window.cpu) / (double)NANOS;
  result.seconds = (double)(window.end - window.begin) / (double)NANOS;
  result.end = window.end;
  result.bytes = result.sent * (int64_t)size;
  print_result(&result);
  return EXIT_SUCCESS;
}
