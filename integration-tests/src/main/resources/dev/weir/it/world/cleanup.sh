# Removes what one run of the harness made: processes, network namespaces, containers and networks.
# $1: now, or watch (wait until standard input closes; a word before its end says that the harness
# ended by itself); $2: what their names begin with.
# Every name of the harness begins with weir-; anything else here would remove what is not ours.
case $2 in weir-*-) ;; *) echo "cleanup: $2 (expected: weir-ID-)" >&2; exit 2 ;; esac
PATH=$PATH:/usr/sbin:/sbin
killed=
if [ "$1" = watch ]; then
  trap '' INT TERM HUP
  [ -n "$(cat)" ] || killed=yes
fi

# A process carries the id in its environment; it may start another while it is being killed.
kill_processes() {
  for round in 1 2 3 4 5; do
    # Its exit code tells of processes that ended meanwhile, too: what it prints is what counts.
    files=$(grep -lzs "^WEIR_RUN=$1" /proc/[0-9]*/environ || true)
    [ -n "$files" ] || return 0
    pids=$(echo "$files" | sed 's,^/proc/\([0-9]*\)/environ$,\1,')
    kill -KILL $pids 2>/dev/null || true
  done
}

remove_namespaces() {
  for name in $(ip netns list 2>/dev/null | cut -d ' ' -f 1); do
    case $name in
      "$1"*)
        ip netns pids "$name" 2>/dev/null | xargs -r kill -KILL 2>/dev/null
        ip netns del "$name" ;;
    esac
  done
}

# A label says that it is ours, the name says whose run it was.
remove_containers() {
  command -v docker >/dev/null 2>&1 || return 0
  docker ps -a --filter label=dev.weir.run --format '{{.Names}}' 2>/dev/null |
    grep "^$1" | xargs -r docker rm -f -v >/dev/null 2>&1
  docker network ls --filter label=dev.weir.run --format '{{.Name}}' 2>/dev/null |
    grep "^$1" | xargs -r -n 1 docker network rm >/dev/null 2>&1
  return 0
}

# An engine in a container leaves the empty groups of what it ran, under a parent named by the run.
remove_groups() {
  find /sys/fs/cgroup -depth -type d -path "*/$1*" -exec rmdir {} + 2>/dev/null
  return 0
}

sweep() {
  kill_processes "$1"
  if command -v ip >/dev/null 2>&1; then remove_namespaces "$1"; fi
  remove_containers "$1"
  remove_groups "$1"
}

sweep "$2"
# An engine goes on with what it was asked for last, though whoever asked is gone.
if [ -n "$killed" ]; then
  for round in 1 2 3 4 5 6 7 8 9 10; do
    sleep 1
    sweep "$2"
  done
fi
exit 0
