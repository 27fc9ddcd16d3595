# Sourced by weir and docker/build, which set here (the source tree) and call find_jdk first: the jars
# of the weir command, in $output/lib; with top=integration-tests, those of the harness too.

top=${top:-server-examples}
output=$here/$top/target/weir
modules="server-bom server-linux server-core server-bandwidth server-examples"
if [ "$top" != server-examples ]; then modules="$modules $top"; fi

# The cache of a start holds for the flags that it was made with, alone. Netty's events for the flight
# recorder cost a start 50 ms, with or without a recorder; reflection by generated code, which is faster
# from some twenty calls on, 10 ms.
command_flags="-Xlog:aot=off,cds=off -XX:+UseSerialGC -XX:+UseCompactObjectHeaders \
  --enable-native-access=ALL-UNNAMED -Dio.netty.jfr.enabled=false \
  -Djdk.reflect.useNativeAccessorOnly=true"

# Succeeds where the command's own jar, the last file that a build writes, is there and newest.
is_built() {
  for jar in "$output/lib/$top"-*.jar; do
    [ -f "$jar" ] || return 1
    # shellcheck disable=SC2086
    newer=$(cd "$here" && find pom.xml $(for module in $modules; do
      for source in "$module/pom.xml" "$module/src/main"; do [ ! -e "$source" ] || echo "$source"; done
    done) -newer "$jar" -print 2>/dev/null | head -n 1)
    [ -z "$newer" ] || return 1
  done
}

# Succeeds where the cache of a start is of these very jars and this JDK, or a training just failed.
is_trained() {
  [ "$output/weir.aot" -nt "$jar" ] && [ "$output/weir.aot" -nt "$JAVA_HOME/release" ] &&
    read -r trained_by 2>/dev/null <"$output/weir.aot.jdk" && [ "$trained_by" = "$JAVA_HOME" ]
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
}

# Puts Netty's library out of the jar $1 into the directory $2: each start would look for it in all
# jars, and unpack it into /tmp, which a read-only container does not have.
unpack_native() {
  mkdir -p "$2"
  "$JAVA_HOME/bin/jar" --list --file "$1" | grep '\.so$' | while read -r entry; do
    "$JAVA_HOME/bin/jar" --extract --file "$1" --dir "$2" "$entry"
    mv "$2/$entry" "$2/"
  done
  rm -rf "$2/META-INF"
}

# This machine's, as Netty names it.
architecture() {
  case "$(uname -m)" in
    aarch64) echo aarch_64 ;;
    *) uname -m ;;
  esac
}

# Gives picocli in the directory $1 a form that the cache takes; see there.
modernise() {
  "$JAVA_HOME/bin/java" "$here/.mvn/ModernClasses.java" "$1"/picocli-*.jar
}

# Lets the JVM keep what a start loads, for the next start. Nothing depends on it: a JVM that cannot
# use the cache starts without, a little later, and says nothing. Profiles are left out: by them the
# JVM would compile what the training used most while the command still starts, 40 ms later.
train() {
  echo "$JAVA_HOME" >"$output/weir.aot.jdk"
  {
    modernise "$output/lib" || true
    unpack_native "$(ls "$output"/lib/netty-transport-native-epoll-*-linux-"$(architecture)".jar)" \
      "$output/native" || true
  } >"$output/training.log" 2>&1 </dev/null
  # Made beside it, as another start may have the old one mapped.
  # shellcheck disable=SC2086
  bounded "$JAVA_HOME/bin/java" -XX:AOTCacheOutput="$output/weir.aot.$$" $command_flags \
    "-Djava.library.path=$output/native" -XX:+IgnoreUnrecognizedVMOptions \
    -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining \
    -cp "$jar" dev.weir.command.serve.TrainingRun echo bandwidth \
    >>"$output/training.log" 2>&1 </dev/null || : >"$output/weir.aot.$$"
  # An empty one where it failed: the JVM starts without, and the next start does not try again.
  mv -f "$output/weir.aot.$$" "$output/weir.aot"
}

# The longest that a training may take is much more than it takes on a busy machine.
bounded() {
  if command -v timeout >/dev/null 2>&1; then timeout 180 "$@"; else "$@"; fi
}

# What is missing; of two that start at once on a fresh tree, one builds and the other waits for it.
build_missing() {
  is_built || build "$1"
  # Asked once more, as it says which jar.
  is_built || return 0
  [ "$top" != server-examples ] || is_trained || train
}

build_once() {
  mkdir -p "$output"
  if command -v flock >/dev/null 2>&1; then
    exec 9>"$output/lock"
    flock 9
    build_missing "$1"
    exec 9>&-
  else
    build_missing "$1"
  fi
}

# Builds the command's jars where they are missing or older than their sources, and the cache where it
# is of others and may be written; $1 is who asks.
ensure_built() {
  if ! is_built; then
    build_once "$1"
  elif [ "$top" = server-examples ] && [ -w "$output" ] && ! is_trained; then
    build_once "$1"
  fi
}
