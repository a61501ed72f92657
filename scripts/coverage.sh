#!/usr/bin/env bash
# Prints the rows of docs/REQUIREMENTS.md without a spec, and how many rows have one; `coverage.sh count` prints only the
# number. Fails if the marks (✓) and the titles in end2end/specs disagree, or if a title has a number that is not a row.
set -euo pipefail
cd "$(dirname "$0")/.."

list=docs/REQUIREMENTS.md
rows=$(sed -nE 's/^\| ([MS]-[0-9]+) \|.*/\1/p' $list | sort)
marked=$(sed -nE 's/^\| ([MS]-[0-9]+) \|.*\| ✓ \|$/\1/p' $list | sort -u)
# Titles are the strings in test(…) and test.describe(…), and strings that begin with a row's number. Tests that are commented
# out or skipped do not count. The Cyrillic М looks like the Latin M but is not a row; it is matched so that it is reported.
titled=$(find end2end/specs -name '*.spec.ts' -exec sed -E 's:(^|[[:space:]])//.*::; s:^ *\*.*::' {} + |
  grep -vE '\.(skip|fixme)\(' |
  grep -E '(^|[^[:alnum:]_.])test(\.describe)?\(|["`](M|М|S)-[0-9]' |
  grep -oE '(M|М|S)-[0-9]+' | sort -u || true)

failed=0
# complain WHY ROWS…
complain() {
  local why=$1
  shift
  [ $# = 0 ] || { printf '%s: %s\n' "$why" "$*" >&2; failed=1; }
}

complain "listed twice in $list" $(uniq -d <<<"$rows")
complain "a title in end2end/specs names what is no row of $list (the letters are Latin)" $(comm -13 <(echo "$rows") <(echo "$titled"))
complain "marked in $list, and no title in end2end/specs begins with it" $(comm -23 <(echo "$marked") <(echo "$titled"))
complain "shown by a spec, and not marked in $list" $(comm -12 <(echo "$rows") <(comm -13 <(echo "$marked") <(echo "$titled")))

if [ "${1:-}" != count ]; then
  sed -nE '/\| ✓ \|$/d; s/^\| ([MS]-[0-9]+) \| (.*) \| \|$/\1  \2/p' $list | sort
fi
echo "$(wc -w <<<"$marked") of $(wc -w <<<"$rows") requirements have a spec."
exit $failed
