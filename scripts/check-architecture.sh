#!/usr/bin/env bash
# The invariants of docs/ARCHITECTURE.md that a search can check. Each finding is a line; none is success.
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
# The rooms of src from the ground up: none imports one above it.
floors=(platform i18n paths api ui state shell part features app)
for index in "${!floors[@]}"; do
  above=$(IFS='|'; echo "${floors[*]:index+1}")
  room=src/${floors[index]}
  [ -z "$above" ] || forbid "a room imports one above it" "crate::($above)\\b" $(ls -d "$room" "$room.rs" 2>/dev/null)
done
for room in src/*; do
  name=$(basename "$room" .rs)
  case $name in main | crash) continue ;; esac # the roof, and what stands in for the whole house
  [[ " ${floors[*]} " == *" $name "* ]] || { echo "$room stands on no floor" >&2; failed=1; }
done
forbid "ui knows neither router nor API" 'leptos_router|crate::api' src/ui
for feature in src/features/*.rs; do
  feature=$(basename "$feature" .rs)
  others=$(ls src/features/*.rs | xargs -n1 basename -s .rs | grep -v "^$feature$" | paste -sd'|')
  forbid "features do not import each other" "features::($others)\\b" $(ls -d "src/features/$feature" "src/features/$feature.rs" 2>/dev/null)
done
forbid "storage is named in platform only" 'local_storage|session_storage|indexed_db' $(find src -name '*.rs' -not -path 'src/platform/*')
forbid "a panic kills the app" '\.unwrap\(\)|\.expect\(|panic!\(|todo!\(|unimplemented!\(' $(find src -name '*.rs')
# A task that a page starts by itself does not know when the page is gone.
forbid "tasks start in state/action: use Action, Latest, commit or Fetched" 'spawn_local|future_to_promise' \
  $(find src -name '*.rs' -not -path src/state/action.rs -not -path src/main.rs)
for component in src/ui/*.rs; do
  name=$(basename "$component" .rs)
  case $name in link) continue ;; esac # a plain anchor, styled in base.css
  [ "$name" = options ] || [ -e "style/ui/$name.css" ] || { echo "src/ui/$name.rs has no sheet style/ui/$name.css" >&2; failed=1; }
done
exit $failed
