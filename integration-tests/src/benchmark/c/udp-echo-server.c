/*
 * The UDP echo that others are compared with: one thread, one recvfrom and one sendto for each
 * datagram. With --batch one recvmmsg and one sendmmsg for up to 64.
 */
#include "bench.h"

#define BATCH 64
#define LARGEST 65536

static void serve_each(int fd) {
  static char bytes[LARGEST];
  struct address peer;
  for (;;) {
    peer.length = sizeof peer.storage;
    ssize_t length =
        recvfrom(fd, bytes, sizeof bytes, 0, (struct sockaddr *)&peer.storage, &peer.length);
    /* One that cannot be sent is lost, as any datagram may be. */
    if (length >= 0)
      sendto(fd, bytes, (size_t)length, 0, (struct sockaddr *)&peer.storage, peer.length);
  }
}

static void serve_batches(int fd) {
  static char bytes[BATCH][LARGEST];
  static struct sockaddr_storage peers[BATCH];
  static struct iovec parts[BATCH];
  static struct mmsghdr messages[BATCH];
  for (int i = 0; i < BATCH; i++) {
    parts[i].iov_base = bytes[i];
    messages[i].msg_hdr = (struct msghdr){.msg_name = &peers[i], .msg_iov = &parts[i],
                                          .msg_iovlen = 1};
  }
  for (;;) {
    for (int i = 0; i < BATCH; i++) {
      parts[i].iov_len = LARGEST;
      messages[i].msg_hdr.msg_namelen = sizeof peers[i];
    }
    int count = recvmmsg(fd, messages, BATCH, MSG_WAITFORONE, NULL);
    for (int i = 0; i < count; i++) parts[i].iov_len = messages[i].msg_len;
    /* sendmmsg stops before one that cannot be sent: that one is lost, those behind it are not. */
    for (int sent = 0; sent < count;) {
      int accepted = sendmmsg(fd, messages + sent, (unsigned)(count - sent), 0);
      sent += accepted > 0 ? accepted : 1;
    }
  }
}

int main(int argc, char **argv) {
  double port = -1, buffer = 4 << 20;
  const char *host = "127.0.0.1";
  bool batch = false;
  const struct option options[] = {NUMBER("port", &port, 0, 65535), TEXT("host", &host),
                                   FLAG("batch", &batch),
                                   NUMBER("receive-buffer", &buffer, 1, INT_MAX)};
  PARSE(argc, argv, options);
  if (port < 0) fail(EXIT_USAGE, "--port: missing (expected: 0 for any, to 65535)");
  struct address address = address_of(host, port);
  on_signal(SIGTERM, end_now);
  int fd = bind_socket(&address, SOCK_DGRAM, NULL);
  set_option(fd, SOL_SOCKET, SO_RCVBUF, (int)buffer, "SO_RCVBUF");
  tell_ready(fd);
  if (batch) serve_batches(fd);
  serve_each(fd);
}
