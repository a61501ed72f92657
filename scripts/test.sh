#!/usr/bin/env bash
# test.sh PART…: runs targets of the Makefile in turn until one fails, and prints at the end what ran and how long it took.
set -uo pipefail
cd "$(dirname "$0")/.."

duration() { printf '%d min %02d s' $(($1 / 60)) $(($1 % 60)); }

rows=""
row() { rows+=$(printf '  %-6s %12s%s' "$@")$'\n'; }

status=0
for part in "$@"; do
  if [ $status != 0 ]; then
    row "$part" "not run" ""
    continue
  fi
  began=$SECONDS
  "${MAKE:-make}" --no-print-directory "$part" || status=$?
  [ $status = 0 ] && note="" || note="  failed"
  row "$part" "$(duration $((SECONDS - began)))" "$note"
done
# With `make -n` nothing ran, so there is nothing to report.
flags=${MAKEFLAGS:-}
[[ ${flags%% *} == *n* ]] && exit $status
[ $status = 0 ] && verdict=passed || verdict=failed
printf '\nmake test has %s after %s:\n%s' "$verdict" "$(duration $SECONDS)" "$rows"
exit $status
