#!/usr/bin/env bash
# Installs what the build (`setup.sh build`), tests that read documents (`setup.sh readers`), the end-to-end tests (`setup.sh browser`),
# the check of the dependencies (`setup.sh deny`), one of the measurements (`setup.sh lighthouse`) and the list of the heaviest
# functions (`setup.sh names`) need.
# Installs only what is missing: a second call takes a second.
set -euo pipefail
cd "$(dirname "$0")/.."

tools="${TOOLS:-$HOME/.cache/okno/tools}"
node_version=20
trunk_version=0.21.14
split_version=0.2.4
deny_version=0.20.2
lighthouse_version=12.8.2
rustfilt_version=0.2.2
bindgen_version=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/version = |"/, ""); print }' Cargo.lock)

say() { printf '==> %s\n' "$1"; }

fail() {
  printf '%s\n' "$1" >&2
  exit 1
}

need() { command -v "$1" >/dev/null || fail "Okno needs $1: $2"; }

# on_path COMMAND VERSION: prints the command's path if PATH has exactly this version. Ignores our own links.
on_path() {
  local found
  while read -r found; do
    [ "$(dirname "$found")" -ef "$tools/bin" ] && continue
    # Matches «trunk 0.21.14», «wasm-bindgen 0.2.130 (c35cc9369)».
    if [[ " $("$found" --version 2>/dev/null | tr '\n' ' ') " == *" $2 "* ]]; then
      printf '%s\n' "$found"
      return
    fi
  done < <(type -aP "$1")
}

# cargo_tool COMMAND CRATE VERSION USUAL_TIME ARGUMENT…: puts a tool of exactly this version into $tools/bin. Links an installed
# one, or builds it with few optimisations, which is faster; with none if opt_level=0 stands before.
cargo_tool() {
  local command=$1 crate=$2 version=$3 time=$4
  shift 4
  local home="$tools/$crate-$version"
  mkdir -p "$tools/bin"
  if [ ! -e "$home/.installed" ]; then
    local installed
    installed=$(on_path "$command" "$version")
    if [ -n "$installed" ]; then
      ln -sf "$installed" "$tools/bin/$command"
      return
    fi
    say "$crate $version: $time"
    CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL="${opt_level:-1}" CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
      CARGO_TARGET_DIR="$tools/target" RUSTFLAGS='' \
      watched "$tools/$crate.log" cargo install "$crate" --version "$version" --root "$home" "$@"
    touch "$home/.installed"
  fi
  ln -sf "$home"/bin/* "$tools/bin/"
}

# watched LOG COMMAND…: runs cargo. In a terminal cargo shows its progress itself. Elsewhere prints a line every ten seconds,
# and the end of the log if cargo fails.
watched() {
  local log=$1 status=0
  shift
  if [ -t 2 ]; then
    "$@"
    return
  fi
  CARGO_TERM_PROGRESS_WHEN=always CARGO_TERM_PROGRESS_WIDTH=100 CARGO_TERM_COLOR=never "$@" >"$log" 2>&1 &
  local job=$! seconds=0
  # A job started with & does not get Ctrl-C.
  trap 'kill "$job" 2>/dev/null' EXIT
  while kill -0 "$job" 2>/dev/null; do
    sleep 1
    seconds=$((seconds + 1))
    [ $((seconds % 10)) != 0 ] || printf '    %4d s: %s\n' "$seconds" "$(progress "$log")"
  done
  wait "$job" || status=$?
  trap - EXIT
  [ $status != 0 ] || { rm -f "$log" && return; }
  printf 'It has failed; the end of %s:\n' "$log" >&2
  lines "$log" | grep -v '^ *Building \[' | tail -n 20 >&2
  return $status
}

# lines LOG: prints a log, one line for each time that cargo has drawn its progress bar.
lines() { tr '\r' '\n' <"$1" | sed $'s/\x1b\\[[0-9;]*[A-Za-z]//g' | grep -v '^ *$' || true; }

progress() {
  local built
  built=$(lines "$1" | sed -nE 's/^ *Building \[[=> ]*\] *([0-9]+)\/([0-9]+).*/\1 of \2 crates are built/p' | tail -n 1)
  printf '%s' "${built:-fetching crates}"
}

build() {
  need cargo "install Rust from https://rustup.rs"
  need node "install Node.js $node_version or newer"
  need npm "it comes with Node.js"
  local node
  node=$(node --version)
  node=${node#v}
  [ "${node%%.*}" -ge $node_version ] || fail "Okno needs Node.js $node_version or newer, and this is $node."
  # If the toolchain is missing, rustc says here what to do; the next line would hide its message.
  rustc --version >/dev/null
  if ! rustc --print target-libdir --target wasm32-unknown-unknown 2>/dev/null | xargs -r -d '\n' test -d; then
    say "The wasm target of Rust: half a minute"
    rustup target add wasm32-unknown-unknown
  fi
  if [ ! -e "$(rustc --print sysroot)/lib/rustlib/src/rust/library/std" ]; then
    say "The source of Rust's standard library: a few seconds"
    rustup component add rust-src
  fi
  # Without what it needs to download tools: all of them are here.
  opt_level=0 cargo_tool trunk trunk $trunk_version "three to five minutes" --locked --no-default-features
  # Not --locked: its lock file needs webpki-roots 1.0.11, for features that are off here, and not every registry has that.
  cargo_tool wasm-bindgen wasm-bindgen-cli "$bindgen_version" "one to two minutes" --no-default-features
  # This tool does not print its version, so we cannot tell whether an installed one is right, and always build it.
  cargo_tool wasm-split-cli wasm_split_cli_support $split_version "one minute" --locked --features build-binary
  rm -rf "${tools:?}/target"
  if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    say "Packages of npm: half a minute"
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error
    touch node_modules/.package-lock.json
  fi
}

deny() {
  need cargo "install Rust from https://rustup.rs"
  cargo_tool cargo-deny cargo-deny $deny_version "three to five minutes" --locked
  rm -rf "${tools:?}/target"
}

names() {
  need cargo "install Rust from https://rustup.rs"
  cargo_tool rustfilt rustfilt $rustfilt_version "half a minute" --locked
  rm -rf "${tools:?}/target"
}

# The last line is the folder that has it.
lighthouse() {
  need npm "it comes with Node.js"
  local home="$tools/lighthouse-$lighthouse_version"
  if [ ! -e "$home/.installed" ]; then
    say "Lighthouse $lighthouse_version: half a minute"
    mkdir -p "$home"
    echo '{"private":true}' >"$home/package.json"
    npm install --prefix "$home" --no-audit --no-fund --loglevel=error "lighthouse@$lighthouse_version" >&2
    touch "$home/.installed"
  fi
  printf '%s\n' "$home"
}

# Debian's packages can be installed by root only.
can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

debian() {
  say "From Debian's packages, a minute: $*"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null
}

# What reads our documents besides the program that writes them.
readers() {
  local missing=()
  command -v pdftotext >/dev/null || missing+=(poppler-utils)
  command -v qpdf >/dev/null || missing+=(qpdf)
  [ ${#missing[@]} = 0 ] && return
  can_install || fail "Tests read documents with ${missing[*]}. Install them (Debian: apt-get install ${missing[*]})."
  debian "${missing[@]}"
}

# Fonts for the end-to-end tests: a narrow and a wide one, because we do not know which font a citizen has.
fonts=(fonts-noto-core fonts-dejavu-core)

browser() {
  local chromium="${OKNO_CHROMIUM:-/usr/bin/chromium}"
  local missing=()
  [ -x "$chromium" ] || missing+=(chromium)
  # The headless shell is the same engine without windows and takes half the time. Without it the tests use the whole browser.
  [ -n "${OKNO_CHROMIUM:-}" ] || [ -x /usr/bin/chromium-headless-shell ] || missing+=(chromium-headless-shell)
  # Do not pipe into `grep -q`: it exits at the first match, that kills fc-list, and the font would count as missing.
  local files
  files=$(fc-list 2>/dev/null || true)
  [[ $files == *NotoSans-Regular* ]] || missing+=("${fonts[0]}")
  [[ $files == *DejaVuSans.ttf* ]] || missing+=("${fonts[1]}")
  [ ${#missing[@]} = 0 ] && return
  if can_install; then
    debian fontconfig "${missing[@]}"
  elif [ ! -x "$chromium" ]; then
    fail "The end-to-end tests need Chromium. Install it (Debian: apt-get install chromium) or name it in OKNO_CHROMIUM."
  else
    say "The end-to-end tests are made for these packages too; missing here: ${missing[*]}"
  fi
}

case "${1:-}" in
  build | browser | deny | lighthouse | names | readers) "$1" ;;
  *) fail "usage: scripts/setup.sh build|browser|deny|lighthouse|names|readers" ;;
esac
