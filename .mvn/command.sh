# Sourced by weir and docker/build, which set here (the source tree) and call find_jdk first: the jars
# of the weir command, in $output/lib; with top=integration-tests, those of the harness too.

top=${top:-server-examples}
output=$here/$top/target/weir
modules="server-bom server-linux server-core server-bandwidth server-examples"
if [ "$top" != server-examples ]; then modules="$modules $top"; fi

# The cache of a start holds for the flags that it was made with, alone.
command_flags="-Xlog:aot=off,cds=off -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED"

# Succeeds where the command's own jar, the last file that a build writes, is there and newest.
is_built() {
  for jar in "$output/lib/$top"-*.jar; do
    [ -f "$jar" ] || return 1
    newer=$(cd "$here" && for module in $modules; do
      find "$module/pom.xml" "$module/src/main" -newer "$jar" -print 2>/dev/null | head -n 1
    done; find pom.xml -newer "$jar")
    [ -z "$newer" ] || return 1
  done
}

build() {
  rm -rf "$output/lib" "$output/weir.aot"
  log=$output/build.log
  echo "$1: building $here (the first time about a minute, later seconds)" >&2
  if ! (cd "$here" && ./mvnw -B -am -pl "$top" package -Dmaven.test.skip=true \
      -Dspotless.check.skip=true -Dcheckstyle.skip=true) >"$log" 2>&1 </dev/null; then
    grep -E -A 3 '^\[(WARNING|ERROR)\]' "$log" >&2 || cat "$log" >&2
    rm -rf "$output/lib"
    echo "$1: the build failed, see above and $log" >&2
    exit 1
  fi
  train
}

# Lets the JVM keep what a start loads, for the next start. Nothing depends on it: a JVM that cannot
# use the cache starts without, a little later, and says nothing.
train() {
  # shellcheck disable=SC2086
  "$JAVA_HOME/bin/java" -XX:AOTCacheOutput="$output/weir.aot" $command_flags \
    -cp "$(echo "$output"/lib/server-examples-*.jar)" dev.weir.command.serve.TrainingRun \
    >"$output/training.log" 2>&1 </dev/null || rm -f "$output/weir.aot"
}

# Of two that start at once on a fresh tree, one builds and the other waits for it.
build_once() {
  mkdir -p "$output"
  if command -v flock >/dev/null 2>&1; then
    exec 9>"$output/lock"
    flock 9
    is_built || build "$1"
    exec 9>&-
  else
    build "$1"
  fi
}

# Builds the command's jars where they are missing or older than their sources; $1 is who asks.
ensure_built() {
  is_built || build_once "$1"
}
