/*
 * What the benchmark's C programs share: options, time, sockets, the latency histogram and the
 * line of JSON. Everything is static, so that a program is compiled from its own source alone.
 *
 * A server takes --port (0: any) and --host, prints "ready PORT" once clients may come, and ends on
 * SIGTERM with 0. A load generator takes --host, --port, --seconds and --warmup, which is not
 * measured, prints one line of JSON and ends with 0 whatever it has measured: errors are figures.
 * cpu_seconds is what it used itself while it measured: near to seconds, it was the limit, not the
 * server. settled_seconds is how long ago that ended: the last answers were still awaited. Wrong arguments end with 2, a system that refuses with 1, both with a line on stderr.
 */
#ifndef WEIR_BENCH_H
#define WEIR_BENCH_H

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <limits.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define NANOS 1000000000ULL
#define EXIT_USAGE 2
#define UNUSED __attribute__((unused))

/* ---- ends ---- */

UNUSED __attribute__((noreturn, format(printf, 2, 3))) static void fail(int status,
                                                                        const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fprintf(stderr, "%s: ", program_invocation_short_name);
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  va_end(arguments);
  exit(status);
}

/* Fails with the reason of the last system call where its result says that it failed. */
UNUSED static int check(int result, const char *what) {
  if (result < 0) fail(EXIT_FAILURE, "%s: %s", what, strerror(errno));
  return result;
}

UNUSED static void *allocate(size_t count, size_t size) {
  void *memory = calloc(count, size);
  if (memory == NULL) fail(EXIT_FAILURE, "no memory for %zu times %zu bytes", count, size);
  return memory;
}

/* ---- options: --name value, or --name alone for a flag ---- */

struct option {
  const char *name;
  double *number; /* one of these three is set */
  const char **text;
  bool *flag;
  double low, high; /* of a number, both allowed */
};

#define NUMBER(n, p, l, h) {.name = (n), .number = (p), .low = (l), .high = (h)}
#define TEXT(n, p) {.name = (n), .text = (p)}
#define FLAG(n, p) {.name = (n), .flag = (p)}

UNUSED static void set_number(const struct option *option, const char *text) {
  char *end;
  double value = strtod(text, &end);
  if (end == text || *end != '\0' || !(value >= option->low && value <= option->high))
    fail(EXIT_USAGE, "--%s: %s (expected: a number from %g to %g)", option->name, text,
         option->low, option->high);
  *option->number = value;
}

UNUSED static const struct option *find_option(const char *argument, const struct option *options,
                                               size_t count) {
  if (strncmp(argument, "--", 2) == 0)
    for (size_t i = 0; i < count; i++)
      if (strcmp(argument + 2, options[i].name) == 0) return &options[i];
  fprintf(stderr, "%s: %s (expected one of:", program_invocation_short_name, argument);
  for (size_t i = 0; i < count; i++) fprintf(stderr, " --%s", options[i].name);
  fputs(")\n", stderr);
  exit(EXIT_USAGE);
}

/* Reads all arguments up to "--" and gives the index behind it, or argc. */
UNUSED static int parse(int argc, char **argv, const struct option *options, size_t count) {
  for (int i = 1; i < argc; i++) {
    if (strcmp(argv[i], "--") == 0) return i + 1;
    const struct option *option = find_option(argv[i], options, count);
    if (option->flag != NULL) {
      *option->flag = true;
    } else if (i + 1 == argc) {
      fail(EXIT_USAGE, "--%s: a value is missing", option->name);
    } else if (option->number != NULL) {
      set_number(option, argv[++i]);
    } else {
      *option->text = argv[++i];
    }
  }
  return argc;
}

#define PARSE(argc, argv, options) \
  parse(argc, argv, options, sizeof(options) / sizeof((options)[0]))

/* ---- addresses and sockets ---- */

struct address {
  struct sockaddr_storage storage;
  socklen_t length;
};

/* An IPv4 or IPv6 address in figures; names are not looked up. */
UNUSED static struct address address_of(const char *host, double port) {
  struct address address = {.length = sizeof(struct sockaddr_in)};
  struct sockaddr_in *four = (struct sockaddr_in *)&address.storage;
  struct sockaddr_in6 *six = (struct sockaddr_in6 *)&address.storage;
  if (inet_pton(AF_INET, host, &four->sin_addr) == 1) {
    four->sin_family = AF_INET;
    four->sin_port = htons((uint16_t)port);
  } else if (inet_pton(AF_INET6, host, &six->sin6_addr) == 1) {
    six->sin6_family = AF_INET6;
    six->sin6_port = htons((uint16_t)port);
    address.length = sizeof *six;
  } else {
    fail(EXIT_USAGE, "--host: %s (expected: an IPv4 or IPv6 address)", host);
  }
  return address;
}

UNUSED static void set_option(int fd, int level, int name, int value, const char *what) {
  check(setsockopt(fd, level, name, &value, sizeof value), what);
}

UNUSED static int open_socket(const struct address *address, int type, const char *congestion) {
  int fd = check(socket(address->storage.ss_family, type | SOCK_CLOEXEC, 0), "socket");
  if (congestion != NULL)
    check(setsockopt(fd, IPPROTO_TCP, TCP_CONGESTION, congestion, strlen(congestion)),
          "--congestion");
  return fd;
}

/* A bound socket; one of TCP listens, and what it accepts inherits the congestion control. */
UNUSED static int bind_socket(const struct address *address, int type, const char *congestion) {
  int fd = open_socket(address, type, congestion);
  bool stream = (type & SOCK_STREAM) != 0;
  if (stream) set_option(fd, SOL_SOCKET, SO_REUSEADDR, 1, "SO_REUSEADDR");
  check(bind(fd, (const struct sockaddr *)&address->storage, address->length), "bind");
  if (stream) check(listen(fd, 4096), "listen");
  return fd;
}

/* Tells who started this server that clients may come, and which port the kernel chose for 0. */
UNUSED static void tell_ready(int fd) {
  struct address bound = {.length = sizeof bound.storage};
  check(getsockname(fd, (struct sockaddr *)&bound.storage, &bound.length), "getsockname");
  uint16_t port = bound.storage.ss_family == AF_INET6
                      ? ((struct sockaddr_in6 *)&bound.storage)->sin6_port
                      : ((struct sockaddr_in *)&bound.storage)->sin_port;
  printf("ready %d\n", ntohs(port));
  fflush(stdout);
}

/* The kernel frees all that an echo server holds. */
UNUSED static void end_now(int signal_number) {
  (void)signal_number;
  _exit(EXIT_SUCCESS);
}

UNUSED static void on_signal(int signal_number, void (*handler)(int)) {
  /* Without SA_RESTART: a waiting call returns, and its caller sees what the handler has noted. */
  struct sigaction action = {.sa_handler = handler};
  check(sigaction(signal_number, &action, NULL), "sigaction");
}

/* As many descriptors as the hard limit allows; fails where that is too few. */
UNUSED static void need_descriptors(double count) {
  struct rlimit limit;
  check(getrlimit(RLIMIT_NOFILE, &limit), "getrlimit");
  limit.rlim_cur = limit.rlim_max;
  check(setrlimit(RLIMIT_NOFILE, &limit), "setrlimit");
  if ((double)limit.rlim_max < count + 16)
    fail(EXIT_USAGE, "%g sockets are too many for the limit of %llu open files", count,
         (unsigned long long)limit.rlim_max);
}

/* ---- time ---- */

UNUSED static uint64_t nanos_of(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return (uint64_t)time.tv_sec * NANOS + (uint64_t)time.tv_nsec;
}

UNUSED static uint64_t now(void) { return nanos_of(CLOCK_MONOTONIC); }

/* What is measured: what begins in [begin, end). Before that servers and caches warm up. */
struct window {
  uint64_t start, begin, end;
  uint64_t cpu; /* of this process, at begin; then what it used */
};

UNUSED static struct window window_from(uint64_t start, double warmup, double seconds) {
  uint64_t begin = start + (uint64_t)(warmup * (double)NANOS);
  return (struct window){.start = start, .begin = begin,
                         .end = begin + (uint64_t)(seconds * (double)NANOS)};
}

UNUSED static bool within(const struct window *window, uint64_t time) {
  return time >= window->begin && time < window->end;
}

/* ---- latencies: buckets of fixed width below 128 ns, then 64 to each power of two (1.6 %) ---- */

#define SUB_BITS 6
#define BUCKETS ((64 - SUB_BITS + 1) << SUB_BITS)

struct histogram {
  uint64_t count;
  uint64_t buckets[BUCKETS];
};

UNUSED static void record(struct histogram *histogram, uint64_t nanos) {
  unsigned shift = nanos >> (SUB_BITS + 1) ? 63u - SUB_BITS - (unsigned)__builtin_clzll(nanos) : 0;
  histogram->buckets[((uint64_t)shift << SUB_BITS) + (nanos >> shift)]++;
  histogram->count++;
}

/* The highest value of the bucket below or in which this part of all values lies, in us. */
UNUSED static double percentile_us(const struct histogram *histogram, double part) {
  uint64_t rank = (uint64_t)(part * (double)histogram->count);
  if ((double)rank < part * (double)histogram->count || rank == 0) rank++;
  uint64_t seen = 0;
  for (unsigned i = 0; i < BUCKETS; i++) {
    seen += histogram->buckets[i];
    if (seen < rank) continue;
    if (i < 2u << SUB_BITS) return i / 1000.0;
    unsigned shift = (i >> SUB_BITS) - 1;
    uint64_t mantissa = i - ((uint64_t)shift << SUB_BITS);
    return (double)(((mantissa + 1) << shift) - 1) / 1000.0;
  }
  return 0;
}

/* ---- the result ---- */

/* One line of JSON; what is negative or NULL does not apply and is left out. */
struct result {
  double seconds, cpu_seconds;
  uint64_t end; /* of the time that was measured */
  int64_t requests, bytes, errors, sent, received, lost;
  const struct histogram *latencies;
};

UNUSED static void print_count(const char *name, int64_t value) {
  if (value >= 0) printf(",\"%s\":%lld", name, (long long)value);
}

UNUSED static void print_result(const struct result *result) {
  printf("{\"seconds\":%.6f,\"settled_seconds\":%.6f,\"cpu_seconds\":%.6f", result->seconds,
         (double)(now() - result->end) / (double)NANOS, result->cpu_seconds);
  print_count("requests", result->requests);
  print_count("bytes", result->bytes);
  print_count("errors", result->errors);
  print_count("sent", result->sent);
  print_count("received", result->received);
  print_count("lost", result->lost);
  const struct histogram *latencies = result->latencies;
  if (latencies != NULL && latencies->count > 0)
    printf(",\"p50_us\":%.3f,\"p99_us\":%.3f,\"p999_us\":%.3f,\"max_us\":%.3f",
           percentile_us(latencies, 0.5), percentile_us(latencies, 0.99),
           percentile_us(latencies, 0.999), percentile_us(latencies, 1));
  puts("}");
  fflush(stdout);
}

#endif
