#!/usr/bin/env bash
# The rows of docs/REQUIREMENTS.md that no spec shows, and how many have one; `coverage.sh count` prints only that. Fails when
# a mark (✓) and the titles of end2end/specs disagree, either way, and for numbers that are no row.
set -euo pipefail
cd "$(dirname "$0")/.."

list=docs/REQUIREMENTS.md
rows=$(sed -nE 's/^\| ([MS]-[0-9]+) \|.*/\1/p' $list | sort)
marked=$(sed -nE 's/^\| ([MS]-[0-9]+) \|.*\| ✓ \|$/\1/p' $list | sort -u)
# A title is a string of test(…) or test.describe(…), or one that begins with a number; what is commented out or skipped is none.
# М is the Russian letter, which looks the same and is no row.
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
