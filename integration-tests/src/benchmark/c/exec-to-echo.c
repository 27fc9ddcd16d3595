/*
 * How long a server takes to serve: starts the command behind "--", connects and echoes one byte as
 * soon as it works, prints the milliseconds from the start, and ends the command by SIGTERM. The
 * command's own output goes to this program's stderr.
 */
#include "bench.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#define RETRY 500000ULL /* ns between attempts: the figure is no finer than this */

static struct address address;
static uint64_t deadline;
static uint64_t connected; /* when the first connection stood */

static void pause_until(uint64_t time) {
  struct timespec until = {.tv_sec = (time_t)(time / NANOS), .tv_nsec = (long)(time % NANOS)};
  clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL);
}

/* Never returns where exec works; what went wrong is written to the pipe. */
static void become(char **command, int failure, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  setpgid(0, 0);
  if (getppid() != parent) _exit(EXIT_FAILURE);
  dup2(STDERR_FILENO, STDOUT_FILENO);
  execvp(command[0], command);
  int reason = errno;
  if (write(failure, &reason, sizeof reason) != sizeof reason) _exit(EXIT_FAILURE);
  _exit(EXIT_FAILURE);
}

static pid_t start(char **command) {
  int ends[2], reason;
  check(pipe2(ends, O_CLOEXEC), "pipe2");
  pid_t parent = getpid();
  pid_t child = check(fork(), "fork");
  if (child == 0) become(command, ends[1], parent);
  close(ends[1]);
  /* exec closes the child's end: the clock may start, and goes back by next to nothing. */
  if (read(ends[0], &reason, sizeof reason) > 0)
    fail(EXIT_USAGE, "%s: %s", command[0], strerror(reason));
  close(ends[0]);
  return child;
}

/* One attempt: connects, and waits for the echo until the deadline. */
static bool echoes(void) {
  int fd = open_socket(&address, SOCK_STREAM, NULL);
  struct timeval patience = {.tv_sec = 1};
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  char sent = 'w', received = 0;
  bool works = connect(fd, (struct sockaddr *)&address.storage, address.length) == 0;
  if (works && connected == 0) connected = now();
  works = works && send(fd, &sent, 1, MSG_NOSIGNAL) == 1;
  ssize_t length = -1;
  while (works && now() < deadline && (length = recv(fd, &received, 1, 0)) < 0 && errno == EAGAIN)
    continue;
  close(fd);
  return works && length == 1 && received == sent;
}

/* A launcher may have started more: all of its group ends. */
static void end(pid_t child) {
  kill(-child, SIGTERM);
  for (uint64_t late = now() + 10 * NANOS; now() < late; pause_until(now() + 1000000))
    if (waitpid(child, NULL, WNOHANG) == child) return;
  kill(-child, SIGKILL);
  waitpid(child, NULL, 0);
}

int main(int argc, char **argv) {
  double port = -1, timeout = 30;
  const char *host = "127.0.0.1";
  const struct option options[] = {NUMBER("port", &port, 1, 65535), TEXT("host", &host),
                                   NUMBER("timeout", &timeout, 0.001, 3600)};
  int command = PARSE(argc, argv, options);
  if (port < 0) fail(EXIT_USAGE, "--port: missing (expected: 1 to 65535)");
  if (command >= argc) fail(EXIT_USAGE, "no command (expected: behind --)");
  address = address_of(host, port);
  prctl(PR_SET_TIMERSLACK, 1UL);
  if (echoes()) fail(EXIT_FAILURE, "--port: %g is served already", port);
  connected = 0;
  uint64_t begun = now();
  deadline = begun + (uint64_t)(timeout * (double)NANOS);
  pid_t child = start(argv + command);
  uint64_t next = now();
  while (!echoes()) {
    if (waitpid(child, NULL, WNOHANG) == child)
      fail(EXIT_FAILURE, "the command has ended before its first echo");
    if (now() >= deadline) {
      end(child);
      fail(EXIT_FAILURE, "no echo within %g s", timeout);
    }
    next += RETRY;
    pause_until(next);
  }
  double first = (double)(now() - begun) / 1e6;
  printf("{\"first_connect_ms\":%.3f,\"first_echo_ms\":%.3f}\n",
         (double)(connected - begun) / 1e6, first);
  fflush(stdout);
  end(child);
  return EXIT_SUCCESS;
}
