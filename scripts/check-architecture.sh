#!/usr/bin/env bash
# Checks the invariants of docs/ARCHITECTURE.md that a text search can find. Prints a line per violation; none is success.
set -euo pipefail
cd "$(dirname "$0")/.."

failed=0
forbid() {
  local why=$1 pattern=$2
  shift 2
  local found
  found=$(grep -rnE "$pattern" "$@" --include='*.rs' || true)
  if [ -n "$found" ]; then
    printf '%s\n%s\n' "$why:" "$found" >&2
    failed=1
  fi
}

forbid "domain, tus, sse and backoff read no clock and do no I/O" \
  '(Utc|Local)::now|SystemTime|Instant::now|std::(fs|net|env)|web_sys|js_sys' crates/domain/src crates/tus/src crates/sse/src crates/backoff/src
# Modules form layers: a lower one never imports one above it, so imports never form a circle.
node scripts/circles.mjs src crates/*/src || failed=1
forbid "ui knows neither router nor API" 'leptos_router|crate::api' src/ui
for feature in src/features/*.rs; do
  feature=$(basename "$feature" .rs)
  others=$(ls src/features/*.rs | xargs -n1 basename -s .rs | grep -v "^$feature$" | paste -sd'|')
  forbid "features do not import each other" "features::($others)\\b" $(ls -d "src/features/$feature" "src/features/$feature.rs" 2>/dev/null)
done
forbid "storage is named in platform only" 'local_storage|session_storage|indexed_db' $(find src -name '*.rs' -not -path 'src/platform/*')
forbid "a panic kills the app" '\.unwrap\(\)|\.expect\(|panic!\(|todo!\(|unimplemented!\(' $(find src -name '*.rs')
# A task that a page starts directly goes on after the page is closed, and does not notice.
forbid "tasks start in state/action: use Action, Latest, commit or Fetched" 'spawn_local|future_to_promise' \
  $(find src -name '*.rs' -not -path src/state/action.rs -not -path src/main.rs)
# Every component has a style sheet and the other way round; every sheet is imported, every class is used.
complain() { echo "$1" >&2; failed=1; }
for component in src/ui/*.rs; do
  name=$(basename "$component" .rs)
  case $name in link) continue ;; esac # a plain anchor, styled in base.css
  [ -e "style/ui/$name.css" ] || complain "$component has no sheet style/ui/$name.css"
done
for sheet in style/ui/*.css; do
  [ -e "src/ui/$(basename "$sheet" .css).rs" ] || complain "$sheet belongs to no component of src/ui"
done
for sheet in style/*/*.css; do
  [ "$(cat style/*.css | grep -cF "\"${sheet#style/}\"")" = 1 ] || complain "$sheet is not imported once"
done
for class in $(sed 's:/\*.*\*/::; /@import/d' style/*.css style/*/*.css | grep -oE '\.[a-z][a-z0-9_-]*' | sort -u); do
  # The code may build a modifier from parts: tag--{tone}.
  grep -rqE "\b${class#.}\b|\b$(sed 's/--.*/--/' <<<"${class#.}")\{" src index.html scripts/boot.js || complain "nobody has the class $class"
done
for record in docs/decisions/*.md; do
  title=$(sed -n '1s/^# \([0-9]*\)\. /\1-/p' "$record" | tr 'A-Z ' 'a-z-' | tr -d "',")
  [ "$(printf '%04d-%s' "${title%%-*}" "${title#*-}")" = "$(basename "$record" .md)" ] || complain "$record has another title than its name"
done
exit $failed
