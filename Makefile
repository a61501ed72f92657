# Entry point of all tools; `make help` lists the targets. `make run` and `make test` install what they need (scripts/setup.sh).

SHELL := /bin/bash
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules

TOOLS ?= $(HOME)/.cache/okno/tools
export PATH := $(TOOLS)/bin:$(PATH)
ADDRESS ?= 127.0.0.1:8080
SERVER := target/server/okno-server
TESTED_SERVER := target/tests/okno-server
# The app's standard library is built from source, for size, and a panic is nothing but a trap (docs/decisions/0016). Cargo still
# calls that unstable.
FOR_SIZE := RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=std,panic_abort CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size \
	CARGO_UNSTABLE_PANIC_IMMEDIATE_ABORT=true CARGO_PROFILE_RELEASE_PANIC=immediate-abort
# Tests make thousands of databases: where two gigabytes of memory can be a disk, no slow one holds them up.
MEMORY := $(shell [ -w /dev/shm ] && [ "$$(df --output=avail /dev/shm | tail -n 1)" -gt 2000000 ] && echo /dev/shm || echo $${TMPDIR:-/tmp})
# What is not for the browser alone.
NATIVE := --workspace --exclude okno --exclude wasm-streams
APP_SOURCES := $(shell find src style locales public scripts crates/domain/src crates/tus/src crates/sse/src crates/backoff/src crates/wasm-streams/src crates/server/services crates/server/sections.json -type f) \
	index.html build.rs Cargo.toml Cargo.lock Trunk.toml .cargo/config.toml package-lock.json rust-toolchain.toml
SERVER_SOURCES := $(shell find crates -type f -not -name '*.snap') Cargo.toml Cargo.lock rust-toolchain.toml

.PHONY: help
help: ## Say what there is
	@awk '/^##@ / { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z0-9-]+:.*## / { split($$0, line, /:.*## /); printf "  %-14s %s\n", line[1], line[2] }' $(firstword $(MAKEFILE_LIST))

##@ To see it

.PHONY: run
run: app $(SERVER) ## Serve the app and the reference API with demo data on http://localhost:8080
	$(SERVER) serve --listen $(ADDRESS) --origin http://localhost:$(lastword $(subst :, ,$(ADDRESS))) --data data --dist dist --demo

##@ To test it

.PHONY: test
test: ## All of these; says at its end how long each took
	@MAKE='$(MAKE)' scripts/test.sh setup 'lint unit|app' size e2e
	-@scripts/kept.sh keep

# Clippy uses the profile of the tests, so that macros and C libraries are built once.
.PHONY: lint
lint: setup ## Format and lints, native and wasm32; warnings are errors
	cargo fmt --all --check
	cargo clippy --locked --profile tests $(NATIVE) --all-targets -- -D warnings
	cargo clippy --locked --profile tests -p okno --target wasm32-unknown-unknown -- -D warnings
	npx tsc --noEmit -p end2end
	scripts/check-architecture.sh
	scripts/coverage.sh count

.PHONY: unit
unit e2e: export TMPDIR := $(MEMORY)
unit: setup-readers ## Unit, property and server tests
	cargo test --locked --profile tests $(NATIVE) --lib --bins --tests
	cargo test --locked -p okno

.PHONY: app
app: dist/index.html ## The production build in dist/

.PHONY: size
size: app ## Bytes that a browser fetches; a budget over its limit fails
	@node scripts/size.mjs

.PHONY: e2e
e2e: setup-browser setup-readers app $(TESTED_SERVER) ## End-to-end tests; ARGS goes to Playwright
	npx playwright test -c end2end/playwright.config.ts $(ARGS)

##@ To look closer

.PHONY: bench
bench: setup-browser app $(SERVER) ## Figures, one a line; ARGS names one of end2end/bench
	@node end2end/bench/run.mjs $(ARGS)

.PHONY: heaviest
heaviest: app ## The heaviest functions; ARGS="form 40": of what module, how many
	@scripts/setup.sh names
	@node scripts/heaviest.mjs $(ARGS)

.PHONY: deny
deny: ## Licences, doubles and sources of the crates that we use (deny.toml)
	@scripts/setup.sh deny
	cargo-deny --locked --workspace check bans licenses sources

.PHONY: advisories
advisories: ## Known faults of these crates; their list is fetched
	@scripts/setup.sh deny
	cargo-deny --locked --workspace check advisories

##@ What the others do when it is needed

.PHONY: setup
setup: ## Install the tools of the build
	@scripts/setup.sh build
	@scripts/kept.sh take

.PHONY: setup-browser
setup-browser: setup ## Install what the end-to-end tests need
	@scripts/setup.sh browser

.PHONY: setup-readers
setup-readers: ## Install what reads documents in tests
	@scripts/setup.sh readers

dist/index.html: $(APP_SOURCES)
	@scripts/setup.sh build
	@scripts/kept.sh take
	@echo "Building the app: about a minute, three the first time."
	@$(FOR_SIZE) trunk build --log warn
	@touch $@

$(SERVER) $(TESTED_SERVER): target/%/okno-server: $(SERVER_SOURCES)
	@echo "Building the reference API: some minutes the first time."
	cargo build --locked --profile $* -p server
	@touch $@
