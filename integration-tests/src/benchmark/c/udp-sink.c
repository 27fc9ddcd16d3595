/*
 * Receives datagrams and counts them: with UDP_GRO, so that one read takes a whole train of them;
 * with --no-gro one by one. One line of JSON with the totals at SIGUSR1, and at SIGTERM, which
 * ends it: datagrams, bytes, what the kernel dropped as the buffer was full (a whole train counts
 * as one), the seconds since the start and the CPU used. Measure by the difference of two lines.
 */
#include "bench.h"

#include <linux/sock_diag.h>
#include <netinet/udp.h>

#ifndef SO_MEMINFO
#define SO_MEMINFO 55
#endif
#ifndef UDP_GRO
#define UDP_GRO 104
#endif

#define LARGEST 65536

static volatile sig_atomic_t asked, ended;
static uint64_t datagrams, bytes, started;

static void on_ask(int signal_number) {
  (void)signal_number;
  asked = 1;
}

static void on_end(int signal_number) {
  (void)signal_number;
  ended = 1;
}

static void tell(int fd) {
  uint32_t memory[SK_MEMINFO_VARS] = {0};
  socklen_t length = sizeof memory;
  check(getsockopt(fd, SOL_SOCKET, SO_MEMINFO, memory, &length), "SO_MEMINFO");
  printf("{\"datagrams\":%llu,\"bytes\":%llu,\"drops\":%u,\"seconds\":%.6f,\"cpu_seconds\":%.6f}\n",
         (unsigned long long)datagrams, (unsigned long long)bytes, memory[SK_MEMINFO_DROPS],
         (double)(now() - started) / (double)NANOS,
         (double)nanos_of(CLOCK_PROCESS_CPUTIME_ID) / (double)NANOS);
  fflush(stdout);
}

/* The length of each datagram in a train; 0 where what came is no train. */
static int segment_of(struct msghdr *header) {
  int segment = 0;
  for (struct cmsghdr *c = CMSG_FIRSTHDR(header); c != NULL; c = CMSG_NXTHDR(header, c))
    if (c->cmsg_level == SOL_UDP && c->cmsg_type == UDP_GRO)
      memcpy(&segment, CMSG_DATA(c), sizeof segment);
  return segment;
}

static void receive(int fd, bool gro) {
  static char data[LARGEST];
  char control[CMSG_SPACE(sizeof(int))];
  struct iovec part = {.iov_base = data, .iov_len = sizeof data};
  struct msghdr header = {.msg_iov = &part, .msg_iovlen = 1};
  header.msg_control = gro ? control : NULL;
  header.msg_controllen = gro ? sizeof control : 0;
  ssize_t length = recvmsg(fd, &header, 0);
  if (length < 0) return; /* a signal, or the time-out that looks for one */
  int segment = gro ? segment_of(&header) : 0;
  datagrams += segment > 0 ? ((uint64_t)length + (unsigned)segment - 1) / (unsigned)segment : 1;
  bytes += (uint64_t)length;
}

int main(int argc, char **argv) {
  double port = -1, buffer = 4 << 20;
  const char *host = "127.0.0.1";
  bool no_gro = false;
  const struct option options[] = {NUMBER("port", &port, 0, 65535), TEXT("host", &host),
                                   FLAG("no-gro", &no_gro),
                                   NUMBER("receive-buffer", &buffer, 1, INT_MAX)};
  PARSE(argc, argv, options);
  if (port < 0) fail(EXIT_USAGE, "--port: missing (expected: 0 for any, to 65535)");
  struct address address = address_of(host, port);
  on_signal(SIGUSR1, on_ask);
  on_signal(SIGTERM, on_end);
  int fd = bind_socket(&address, SOCK_DGRAM, NULL);
  set_option(fd, SOL_SOCKET, SO_RCVBUF, (int)buffer, "SO_RCVBUF");
  if (!no_gro) set_option(fd, SOL_UDP, UDP_GRO, 1, "UDP_GRO (Linux 5.0 has it; else --no-gro)");
  /* A signal may come just before the read: then it is seen after this time. */
  struct timeval look = {.tv_usec = 50000};
  check(setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &look, sizeof look), "SO_RCVTIMEO");
  started = now();
  tell_ready(fd);
  while (!ended) {
    receive(fd, !no_gro);
    if (asked) {
      asked = 0;
      tell(fd);
    }
  }
  tell(fd);
  return EXIT_SUCCESS;
}
