#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Starts the example as a person does, "mvn -Prun", presses Ctrl-C once it answers, and checks that nothing is left.
#
#   ctrl-c.sh terminal   SIGINT to all processes of the command, as a terminal sends it (the default)
#   ctrl-c.sh maven      SIGINT to Maven's process alone, as "kill -INT" sends it
#   ctrl-c.sh term       SIGTERM to Maven's process alone
#
# Further arguments go to Maven.
set -euo pipefail
set -m # jobs get a process group and the usual signals, as in a terminal
how=${1:-terminal}
shift || true
root=$(cd "$(dirname "$0")/../../../.." && pwd)
output=$(mktemp)
trap 'rm -f "$output"' EXIT

fail() {
  echo "FAILED: $*" >&2
  cat "$output" >&2
  exit 1
}

descendants() {
  local child
  for child in $(pgrep -P "$1"); do
    echo "$child"
    descendants "$child"
  done
}

before=$(ls "${TMPDIR:-/tmp}")
cd "$root"
mvn -B -Prun "$@" >"$output" 2>&1 &
maven=$!
until grep -q 'Ctrl-C stops all of it' "$output"; do
  kill -0 "$maven" 2>/dev/null || fail "the command ended before the example answered"
  sleep 1
done
address=$(grep -o 'http://127.0.0.1:[0-9]*/inbox/' "$output" | head -1)
curl -fsS -o /dev/null "${address}api/tenants" || fail "$address does not answer"
children=$(descendants "$maven")
ports=$(grep -o '127\.0\.0\.1:[0-9]*' "$output" | cut -d: -f2 | sort -u)
echo "It answers at $address; processes: $(echo "$children" | wc -w); ports:" $ports

began=$SECONDS
case $how in
  terminal) kill -INT -- "-$maven" ;;
  maven) kill -INT "$maven" ;;
  term) kill -TERM "$maven" ;;
  *) fail "unknown way: $how" ;;
esac
status=0
wait "$maven" || status=$?
echo "It ended $((SECONDS - began)) s after the signal, with status $status."

for child in $children; do
  if kill -0 "$child" 2>/dev/null; then fail "process $child is left: $(tr '\0' ' ' <"/proc/$child/cmdline" | cut -c1-120)"; fi
done
for port in $ports; do
  if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then fail "port $port is still open"; fi
done
left=$(ls -d example-war/target/run-* 2>/dev/null || true)
[ -z "$left" ] || fail "a folder is left: $left"
new=$(comm -13 <(echo "$before") <(ls "${TMPDIR:-/tmp}") | grep '^tiercel-' || true)
[ -z "$new" ] || fail "temporary files are left: $new"
echo "No process, no port and no file is left."
