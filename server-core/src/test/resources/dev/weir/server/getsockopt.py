"""Reads socket options of another process, by descriptors taken with pidfd_getfd.

Lines in:  try LEVEL NUMBER HEX FAMILY KIND          set on a socket of its own: "ok", or the errno's name
           get LISTENER|ACCEPTED|CLIENT|DATAGRAM PORT LEVEL NUMBER BYTES
                                                     the option's bytes in hex, or the errno's name
           errors are "error: TEXT"
A listener or datagram socket is known by its local port, an accepted connection by its local port and by not
listening, a client by the port of its peer.
"""
import ctypes
import errno
import os
import socket
import sys

PIDFD_GETFD = 438
libc = ctypes.CDLL(None, use_errno=True)
pid = int(sys.argv[1])


def taken(pidfd, number):
    fd = libc.syscall(PIDFD_GETFD, pidfd, number, 0)
    if fd < 0:
        raise OSError(ctypes.get_errno(), "pidfd_getfd")
    return socket.socket(fileno=fd)


def is_socket(number):
    try:
        return os.readlink(f"/proc/{pid}/fd/{number}").startswith("socket:")
    except OSError:
        return False


def port(name):
    return name[1] if isinstance(name, tuple) and len(name) > 1 else -1


def peer_port(sock):
    try:
        return port(sock.getpeername())
    except OSError:
        return -1


def matches(sock, kind, wanted):
    if sock.family not in (socket.AF_INET, socket.AF_INET6):
        return False
    if kind == "CLIENT":
        return sock.type == socket.SOCK_STREAM and peer_port(sock) == wanted
    if port(sock.getsockname()) != wanted:
        return False
    if kind == "DATAGRAM":
        return sock.type == socket.SOCK_DGRAM
    if sock.type != socket.SOCK_STREAM:
        return False
    listening = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN) == 1
    return listening == (kind == "LISTENER")


def find(kind, wanted):
    pidfd = os.pidfd_open(pid)
    try:
        for number in filter(is_socket, os.listdir(f"/proc/{pid}/fd")):
            try:
                sock = taken(pidfd, int(number))
            except OSError as refused:
                if refused.errno == errno.EBADF:
                    continue
                raise
            if matches(sock, kind, wanted):
                return sock
            sock.close()
    finally:
        os.close(pidfd)
    raise LookupError(f"no {kind} at port {wanted}")


def get(kind, wanted, level, number, size):
    with find(kind, int(wanted)) as sock:
        return sock.getsockopt(int(level), int(number), int(size)).hex()


def attempt(level, number, value, family, kind):
    with socket.socket(socket.AF_INET6 if family == "6" else socket.AF_INET,
                       socket.SOCK_DGRAM if kind == "DATAGRAM" else socket.SOCK_STREAM) as sock:
        sock.setsockopt(int(level), int(number), bytes.fromhex(value))
        return "ok"


for line in sys.stdin:
    words = line.split()
    try:
        answer = get(*words[1:]) if words[0] == "get" else attempt(*words[1:])
    except OSError as refused:
        answer = errno.errorcode.get(refused.errno, str(refused))
    except Exception as failed:
        answer = f"error: {failed}"
    print(answer, flush=True)
