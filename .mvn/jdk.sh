# Sourced by mvnw and weir, so that both agree on which JDK runs Weir: find_jdk sets JAVA_HOME.
# The order is JAVA_HOME, the java on the PATH, then where each system keeps its JDKs.

required_jdk=25

# The feature release of the JDK in $1, or nothing where there is no JDK.
jdk_release() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

jdk_candidates() {
  if [ -n "${JAVA_HOME:-}" ]; then echo "$JAVA_HOME"; fi
  if command -v java >/dev/null 2>&1; then
    java_link=$(command -v java)
    java_file=$(readlink -f "$java_link" 2>/dev/null || echo "$java_link")
    dirname "$(dirname "$java_file")"
  fi
  ls -d /usr/lib/jvm/*/ /opt/java/*/ "$HOME"/.sdkman/candidates/java/*/ 2>/dev/null || true
  if [ -x /usr/libexec/java_home ]; then
    /usr/libexec/java_home -v "$required_jdk" 2>/dev/null || true
  fi
}

# Sets and exports JAVA_HOME, or says in one line what is missing and returns 1.
find_jdk() {
  jdk_list=$(jdk_candidates)
  jdk_found=""
  while IFS= read -r jdk_home; do
    jdk_number=$(jdk_release "${jdk_home%/}")
    if [ -n "$jdk_number" ] && [ "$jdk_number" -ge "$required_jdk" ]; then
      jdk_found=${jdk_home%/}
      break
    fi
  done <<JDKS
$jdk_list
JDKS
  if [ -z "$jdk_found" ]; then
    echo "$1: no JDK $required_jdk found (looked in JAVA_HOME, PATH, /usr/lib/jvm, SDKMAN); install one, such as Temurin $required_jdk, or set JAVA_HOME" >&2
    return 1
  fi
  JAVA_HOME=$jdk_found
  export JAVA_HOME
}
