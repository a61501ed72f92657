#!/usr/bin/env bash
# Installs what the build (`setup.sh build`) and the end-to-end tests (`setup.sh browser`) need. Every tool is looked for
# first: the second call takes a second.
set -euo pipefail
cd "$(dirname "$0")/.."

tools="${TOOLS:-$HOME/.cache/okno/tools}"
trunk_version=0.21.14
split_version=0.2.4
bindgen_version=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/version = |"/, ""); print }' Cargo.lock)

say() { printf '==> %s\n' "$1"; }

need() {
  command -v "$1" >/dev/null && return
  echo "Okno needs $1: $2" >&2
  exit 1
}

# cargo_tool NAME VERSION USUAL_TIME ARGUMENT…: builds a tool of exactly this version, quickly rather than well optimised.
cargo_tool() {
  local name=$1 version=$2 time=$3
  shift 3
  local home="$tools/$name-$version"
  if [ ! -e "$home/.installed" ]; then
    say "$name $version: $time"
    CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
      CARGO_TARGET_DIR="$tools/target" RUSTFLAGS= \
      cargo install --quiet "$name" --version "$version" --root "$home" "$@"
    touch "$home/.installed"
  fi
  mkdir -p "$tools/bin"
  ln -sf "$home"/bin/* "$tools/bin/"
}

build() {
  need cargo "install Rust from https://rustup.rs"
  need node "install Node.js 20 or newer"
  need npm "it comes with Node.js"
  if ! rustc --print target-libdir --target wasm32-unknown-unknown 2>/dev/null | xargs -r test -d; then
    say "The wasm target of Rust: half a minute"
    rustup target add wasm32-unknown-unknown
  fi
  cargo_tool trunk $trunk_version "three to five minutes" --locked
  cargo_tool wasm-bindgen-cli "$bindgen_version" "one minute" --no-default-features
  cargo_tool wasm_split_cli_support $split_version "one minute" --locked --features build-binary
  rm -rf "$tools/target"
  if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    say "Packages of npm: half a minute"
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error
    touch node_modules/.package-lock.json
  fi
}

# The fonts that the end-to-end tests use: no citizen's font is known, so a narrow and a wide one.
fonts=(fonts-noto-core fonts-dejavu-core)

browser() {
  local chromium="${OKNO_CHROMIUM:-/usr/bin/chromium}"
  local missing=()
  [ -x "$chromium" ] || missing+=(chromium)
  # The same engine without windows, which takes half the time; without it, the whole browser does.
  [ -n "${OKNO_CHROMIUM:-}" ] || [ -x /usr/bin/chromium-headless-shell ] || missing+=(chromium-headless-shell)
  fc-list 2>/dev/null | grep -q 'NotoSans-Regular' || missing+=("${fonts[0]}")
  fc-list 2>/dev/null | grep -q 'DejaVuSans.ttf' || missing+=("${fonts[1]}")
  [ ${#missing[@]} = 0 ] && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "From Debian's packages, a minute: ${missing[*]}"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq fontconfig "${missing[@]}" >/dev/null
  elif [ ! -x "$chromium" ]; then
    echo "The end-to-end tests need Chromium. Install it (Debian: apt-get install chromium) or name it in OKNO_CHROMIUM." >&2
    exit 1
  else
    say "The end-to-end tests are made for these packages too; missing here: ${missing[*]}"
  fi
}

case "${1:-}" in
  build) build ;;
  browser) browser ;;
  *) echo "usage: scripts/setup.sh build|browser" >&2; exit 2 ;;
esac
