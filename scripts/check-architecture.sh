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
forbid "ui knows neither router nor API" 'crate::(api|features|shell|upload|live|app)|leptos_router' src/ui
for feature in booking cases form home search sign_in; do
  others=$(printf '%s\n' booking cases form home search sign_in | grep -v "^$feature$" | paste -sd'|')
  forbid "features do not import each other" "features::($others)\\b" "src/features/$feature" "src/features/$feature.rs" 2>/dev/null
done
forbid "storage is named in platform only" 'local_storage|session_storage|indexed_db' $(find src -name '*.rs' -not -path 'src/platform/*')
forbid "a panic kills the app" '\.unwrap\(\)|\.expect\(|panic!\(|todo!\(|unimplemented!\(' $(find src -name '*.rs')
for component in src/ui/*.rs; do
  name=$(basename "$component" .rs)
  case $name in link) continue ;; esac # a plain anchor, styled in base.css
  [ "$name" = options ] || [ -e "style/ui/$name.css" ] || { echo "src/ui/$name.rs has no sheet style/ui/$name.css" >&2; failed=1; }
done
exit $failed
