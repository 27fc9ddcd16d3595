# The real tools that Weir is tested against. Debian's own packages, so that the same file builds
# on a base that was pulled and on one that docker/setup made; no BuildKit-only syntax.
FROM debian:bookworm-slim
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
      iperf3 iperf socat ncat iproute2 iptables \
 && rm -rf /var/lib/apt/lists/*
