#!/usr/bin/env bash
# test.sh STAGE…: runs targets of the Makefile until one fails, and prints at the end what ran and how long it took. A stage is a list
# of targets that run in turn; with «|» between two lists they run side by side, each with its output in one piece at its end.
set -uo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# What runs beside does not get Ctrl-C by itself.
trap 'trap - TERM; kill 0' INT TERM

duration() { printf '%d min %02d s' $(($1 / 60)) $(($1 % 60)); }

# Rows of the table, in the order of the arguments. row TARGET TIME [NOTE]
row() { printf '  %-6s %12s%s\n' "$1" "$2" "${3:-}"; }

# lane TARGET…: runs them in turn until one fails; leaves their rows in $work.
lane() {
  local target began note status=0
  for target in "$@"; do
    if [ $status != 0 ]; then
      row "$target" "not run" >"$work/$target"
      continue
    fi
    began=$SECONDS
    "${MAKE:-make}" --no-print-directory "$target" || status=$?
    [ $status = 0 ] && note="" || note="  failed"
    row "$target" "$(duration $((SECONDS - began)))" "$note" >"$work/$target"
  done
  return $status
}

# beside LIST LIST: runs two lanes side by side.
beside() {
  local other status=0
  lane $2 >"$work/output" 2>&1 &
  other=$!
  lane $1 || status=$?
  wait "$other" || status=$?
  cat "$work/output"
  return $status
}

status=0
for stage in "$@"; do
  if [ $status != 0 ]; then
    for target in ${stage//|/ }; do row "$target" "not run" >"$work/$target"; done
  elif [[ $stage == *"|"* ]]; then
    beside "${stage%%|*}" "${stage#*|}" || status=$?
  else
    lane $stage || status=$?
  fi
done
# With `make -n` nothing ran, so there is nothing to report.
flags=${MAKEFLAGS:-}
[[ ${flags%% *} == *n* ]] && exit $status
[ $status = 0 ] && verdict=passed || verdict=failed
printf '\nmake test has %s after %s:\n' "$verdict" "$(duration $SECONDS)"
targets="$*"
for target in ${targets//|/ }; do cat "$work/$target"; done
exit $status
