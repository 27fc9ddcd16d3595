/*
 * Load for UDP echo servers from one thread: --outstanding datagrams in all, spread in turn over
 * --peers. A peer is a socket of its own, hence a source port; with --addresses all share one
 * socket, and a peer is a source address of 127.0.0.0/8: many more, and cheaper, on loopback only.
 *
 * A datagram without an answer after --timeout is lost: it is counted, and the load goes on. Every
 * answer is compared with what was sent. With --rate so many a second are due in all, and latencies
 * count from when one was due. Measured are those that begin between warm-up and end; requests are
 * the answers that came in that time.
 *
 * With --windows all that are outstanding are sent at once and all answers awaited, without sleep,
 * before the next: while a server works this load waits, and is not the limit. With --trains what is
 * sent at once leaves by one call, which the kernel cuts to datagrams (UDP_SEGMENT).
 */
#include "bench.h"

#include <netinet/udp.h>
#include <sys/prctl.h>

#ifndef UDP_SEGMENT
#define UDP_SEGMENT 103
#endif

#define BATCH 64
#define EVENTS 256
#define LARGEST 65507
#define CONTROL CMSG_SPACE(sizeof(struct in_pktinfo))

struct header { /* begins each datagram */
  uint32_t slot, generation;
};

struct slot {
  uint32_t generation;
  bool busy;
  uint64_t begun, deadline;
};

struct batch {
  char bytes[BATCH][LARGEST];
  struct iovec parts[BATCH];
  struct mmsghdr messages[BATCH];
  char control[BATCH][CONTROL] __attribute__((aligned(8)));
};

static double port = -1, seconds = 1, warmup, size = 64, outstanding = 1, rate, peers = 1;
static double timeout = 0.2;
static const char *host = "127.0.0.1";
static bool by_address, trains, windows;

static int poller;
static struct address address;
static int *sockets;
static size_t socket_count, peer_count, length;
static struct slot *slots;
static uint32_t *idle; /* a stack of slots */
static size_t slot_count, idle_count;
static uint64_t made;
static struct batch out, in;
static size_t gathered; /* in out, for the socket of gathered_for */
static int gathered_for = -1;
static struct window window;
static struct histogram latencies;
static struct result result;

static void release(uint32_t number) {
  slots[number].busy = false;
  idle[idle_count++] = number;
}

static void send_train(void) {
  size_t most = LARGEST / length < BATCH ? LARGEST / length : BATCH;
  for (size_t sent = 0; sent < gathered; sent += most) {
    size_t count = gathered - sent < most ? gathered - sent : most;
    struct msghdr message = {.msg_iov = out.parts + sent, .msg_iovlen = count};
    sendmsg(gathered_for, &message, MSG_DONTWAIT);
  }
  gathered = 0;
}

/* Also one whose call failed stays outstanding: it is lost when its time is over, as any other. */
static void send_gathered(void) {
  for (size_t sent = 0; sent < gathered;) {
    int accepted =
        sendmmsg(gathered_for, out.messages + sent, (unsigned)(gathered - sent), MSG_DONTWAIT);
    sent += accepted > 0 ? (size_t)accepted : 1;
  }
  gathered = 0;
}

static void send_waiting(void) {
  if (trains)
    send_train();
  else
    send_gathered();
}

static void set_source(size_t place, uint64_t peer) {
  struct in_pktinfo *info = (struct in_pktinfo *)CMSG_DATA((struct cmsghdr *)out.control[place]);
  /* 127.0.1.0 and up: none that a server or a test is likely to listen on. */
  info->ipi_spec_dst.s_addr = htonl(INADDR_LOOPBACK + 255 + (uint32_t)peer);
}

static void send_one(uint64_t begun, uint64_t time) {
  uint32_t number = idle[--idle_count];
  struct slot *slot = &slots[number];
  slot->busy = true;
  slot->generation++;
  slot->begun = begun;
  slot->deadline = time + (uint64_t)(timeout * (double)NANOS);
  uint64_t peer = made++ % peer_count;
  int fd = sockets[by_address ? 0 : peer];
  if (fd != gathered_for || gathered == BATCH) {
    send_waiting();
    gathered_for = fd;
  }
  struct header header = {.slot = number, .generation = slot->generation};
  memcpy(out.bytes[gathered], &header, sizeof header);
  if (by_address) set_source(gathered, peer);
  gathered++;
  if (within(&window, begun)) result.sent++;
}

static uint64_t due_at(uint64_t time) {
  return rate > 0 ? window.start + (uint64_t)((double)made / rate * (double)NANOS) : time;
}

/* Sends what is due as far as slots are free, and tells when the next is due. */
static uint64_t send_due(uint64_t time) {
  uint64_t next = UINT64_MAX;
  if (windows && idle_count < slot_count) return next;
  while (idle_count > 0) {
    next = due_at(time);
    if (next > time || next >= window.end) break;
    send_one(next, time);
    next = UINT64_MAX;
  }
  send_waiting();
  return next;
}

static bool as_sent(const char *bytes, size_t received) {
  return received == length && memcmp(bytes + sizeof(struct header),
                                      out.bytes[0] + sizeof(struct header),
                                      length - sizeof(struct header)) == 0;
}

static void take_answer(const char *bytes, size_t received, uint64_t time) {
  struct header header = {.slot = UINT32_MAX};
  if (received >= sizeof header) memcpy(&header, bytes, sizeof header);
  if (!as_sent(bytes, received) || header.slot >= slot_count) {
    if (result.errors++ == 0)
      fprintf(stderr, "%s: an answer differs from what was sent\n", program_invocation_short_name);
    return;
  }
  struct slot *slot = &slots[header.slot];
  if (!slot->busy || slot->generation != header.generation) return; /* counted as lost already */
  if (within(&window, slot->begun)) record(&latencies, time - slot->begun);
  if (within(&window, time)) result.requests++;
  release(header.slot);
}

static void receive(int fd) {
  /* A peer with a socket of its own has mostly one answer there: no second look for it. */
  unsigned most = socket_count == 1 ? BATCH : 1;
  int count = recvmmsg(fd, in.messages, most, MSG_DONTWAIT, NULL);
  uint64_t time = now();
  for (int i = 0; i < count; i++) take_answer(in.bytes[i], in.messages[i].msg_len, time);
  if (count < 0 && errno != EAGAIN && errno != EINTR && result.errors++ == 0)
    fprintf(stderr, "%s: %s\n", program_invocation_short_name, strerror(errno));
}

static void sweep(uint64_t time) {
  static uint64_t next;
  if (time < next) return;
  next = time + (uint64_t)(timeout * (double)NANOS / 10);
  for (uint32_t i = 0; i < slot_count; i++) {
    if (!slots[i].busy || slots[i].deadline > time) continue;
    if (within(&window, slots[i].begun)) result.lost++;
    release(i);
  }
}

static void run_until(uint64_t end, bool sending) {
  static struct epoll_event events[EVENTS];
  uint64_t look = (uint64_t)(timeout * (double)NANOS / 10);
  for (uint64_t time = now(); time < end && (sending || idle_count < slot_count); time = now()) {
    uint64_t next = sending ? send_due(time) : end;
    if (next > end) next = end;
    if (next > time + look) next = time + look;
    uint64_t left = next > time && !windows ? next - time : 0;
    struct timespec wait = {.tv_sec = (time_t)(left / NANOS), .tv_nsec = (long)(left % NANOS)};
    int happened = epoll_pwait2(poller, events, EVENTS, &wait, NULL);
    if (happened < 0 && errno != EINTR) fail(EXIT_FAILURE, "epoll_pwait2: %s", strerror(errno));
    for (int i = 0; i < happened; i++) receive(events[i].data.fd);
    sweep(now());
  }
}

/* With --rate: what was due and had no free slot until the end. */
static void count_missed(void) {
  for (; rate > 0 && due_at(0) < window.end; made++)
    if (within(&window, due_at(0))) result.lost++;
}

static void set_up_batches(void) {
  for (size_t i = 0; i < BATCH; i++) {
    out.parts[i] = (struct iovec){.iov_base = out.bytes[i], .iov_len = length};
    in.parts[i] = (struct iovec){.iov_base = in.bytes[i], .iov_len = LARGEST};
    out.messages[i].msg_hdr = (struct msghdr){.msg_iov = &out.parts[i], .msg_iovlen = 1};
    in.messages[i].msg_hdr = (struct msghdr){.msg_iov = &in.parts[i], .msg_iovlen = 1};
    for (size_t at = 0; at < length; at++) out.bytes[i][at] = (char)(at * 31 + 7);
    if (!by_address) continue;
    struct cmsghdr *control = (struct cmsghdr *)out.control[i];
    *control = (struct cmsghdr){.cmsg_len = CMSG_LEN(sizeof(struct in_pktinfo)),
                                .cmsg_level = IPPROTO_IP, .cmsg_type = IP_PKTINFO};
    out.messages[i].msg_hdr.msg_control = control;
    out.messages[i].msg_hdr.msg_controllen = CONTROL;
    out.messages[i].msg_hdr.msg_name = &address.storage;
    out.messages[i].msg_hdr.msg_namelen = address.length;
  }
}

static void open_sockets(void) {
  need_descriptors((double)socket_count);
  poller = check(epoll_create1(EPOLL_CLOEXEC), "epoll_create1");
  sockets = allocate(socket_count, sizeof *sockets);
  for (size_t i = 0; i < socket_count; i++) {
    int fd = sockets[i] = open_socket(&address, SOCK_DGRAM, NULL);
    if (trains) set_option(fd, SOL_UDP, UDP_SEGMENT, (int)length, "UDP_SEGMENT");
    if (socket_count == 1) set_option(fd, SOL_SOCKET, SO_RCVBUF, 4 << 20, "SO_RCVBUF");
    if (by_address) {
      struct address any = address_of("0.0.0.0", 0);
      check(bind(fd, (struct sockaddr *)&any.storage, any.length), "bind");
    } else {
      check(connect(fd, (struct sockaddr *)&address.storage, address.length), "connect");
    }
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
    check(epoll_ctl(poller, EPOLL_CTL_ADD, fd, &event), "epoll_ctl");
  }
}

static void options(int argc, char **argv) {
  const struct option known[] = {
      NUMBER("port", &port, 1, 65535),
      TEXT("host", &host),
      NUMBER("seconds", &seconds, 0.01, 86400),
      NUMBER("warmup", &warmup, 0, 86400),
      NUMBER("size", &size, sizeof(struct header), LARGEST),
      NUMBER("outstanding", &outstanding, 1, 1 << 20),
      NUMBER("rate", &rate, 0, 1e9),
      NUMBER("peers", &peers, 1, 1 << 20),
      NUMBER("connections", &peers, 1, 1 << 20), /* what other load generators call them */
      FLAG("addresses", &by_address),
      FLAG("trains", &trains),
      FLAG("windows", &windows),
      NUMBER("timeout", &timeout, 0.001, 3600),
  };
  PARSE(argc, argv, known);
  if (port < 0) fail(EXIT_USAGE, "--port: missing (expected: 1 to 65535)");
  if (by_address && strncmp(host, "127.", 4) != 0)
    fail(EXIT_USAGE, "--addresses: with --host %s (expected: one of 127.0.0.0/8)", host);
  if (by_address && trains) fail(EXIT_USAGE, "--trains: with --addresses (expected: one of them)");
}

int main(int argc, char **argv) {
  options(argc, argv);
  prctl(PR_SET_TIMERSLACK, 1UL);
  address = address_of(host, port);
  peer_count = (size_t)peers, length = (size_t)size, slot_count = (size_t)outstanding;
  socket_count = by_address ? 1 : peer_count;
  set_up_batches();
  open_sockets();
  slots = allocate(slot_count, sizeof *slots);
  idle = allocate(slot_count, sizeof *idle);
  for (uint32_t i = 0; i < slot_count; i++) idle[idle_count++] = i;
  window = window_from(now(), warmup, seconds);
  run_until(window.begin, true);
  window.cpu = nanos_of(CLOCK_PROCESS_CPUTIME_ID);
  run_until(window.end, true);
  result.cpu_seconds =
      (double)(nanos_of(CLOCK_PROCESS_CPUTIME_ID) - window.cpu) / (double)NANOS;
  if (rate > 0) send_due(window.end - 1);
  run_until(UINT64_MAX, false);
  count_missed();
  result.seconds = (double)(window.end - window.begin) / (double)NANOS;
  result.end = window.end;
  result.received = result.requests;
  result.bytes = result.requests * (int64_t)length;
  result.latencies = &latencies;
  print_result(&result);
  return EXIT_SUCCESS;
}
