#!/usr/bin/env bash
# Crates that were built in one clone serve the next one. `kept.sh take` copies them into a clone that has built nothing yet,
# `kept.sh keep` puts them by, when those that are kept are of other versions. Cargo decides which of them fit.
set -euo pipefail
cd "$(dirname "$0")/.."

kept="${KEPT:-$HOME/.cache/okno/built}"
# What decides on the versions and on how they are built.
versions=(Cargo.lock Cargo.toml .cargo/config.toml rust-toolchain.toml)

# Newer than what is kept, so that Cargo builds our own crates from the sources of this clone.
touch_sources() { git ls-files -z | xargs -0 touch --no-create --; }

take() {
  [ ! -e target ] && [ -d "$kept/target" ] || return 0
  printf '==> Crates that another clone has built\n'
  rm -rf target.taken
  # Without room for them they are built.
  if cp -a --reflink=auto "$kept/target" target.taken; then
    touch_sources
    mv target.taken target
  else
    rm -rf target.taken
  fi
}

keep() {
  local file new same=true
  for file in "${versions[@]}"; do cmp -s "$file" "$kept/$file" || same=false; done
  ! $same || return 0
  mkdir -p "$(dirname "$kept")"
  new=$(mktemp -d "$kept.XXXXXX")
  cp --parents "${versions[@]}" "$new"
  cp -a --reflink=auto target "$new"
  # Our programs are the large ones, and are built anew anyway.
  find "$new/target" \( -name incremental -o -name 'dist-*' -o -type f -size +20M \) -prune -exec rm -rf {} +
  rm -rf "$kept"
  mv "$new" "$kept"
}

"$1"
