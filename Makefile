# The one face of the tooling. `make run` and `make test` install what they need by themselves (scripts/setup.sh).

SHELL := /bin/bash
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules

TOOLS ?= $(HOME)/.cache/okno/tools
export PATH := $(TOOLS)/bin:$(PATH)
ADDRESS ?= 127.0.0.1:8080
SERVER := target/server/okno-server
APP_SOURCES := $(shell find src style locales public scripts crates/domain/src crates/tus/src crates/sse/src crates/backoff/src crates/server/services crates/server/sections.json -type f) \
	index.html build.rs Cargo.toml Cargo.lock Trunk.toml .cargo/config.toml package-lock.json
SERVER_SOURCES := $(shell find crates -type f -not -name '*.snap') Cargo.toml Cargo.lock

.PHONY: help
help: ## Say what there is
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.PHONY: run
run: app $(SERVER) ## Serve the app and the reference API with demo data on http://127.0.0.1:8080
	$(SERVER) serve --listen $(ADDRESS) --data data --dist dist --demo

.PHONY: test
test: lint unit app size e2e ## Everything: format, lints, tests, production build, budgets, end-to-end

.PHONY: setup
setup: ## Install the tools of the build; quick when they are there
	@scripts/setup.sh build

.PHONY: setup-browser
setup-browser: setup
	@scripts/setup.sh browser

.PHONY: lint
lint: setup ## Format and lints, native and wasm32; warnings are errors
	cargo fmt --all --check
	cargo clippy --locked --workspace --exclude okno --all-targets -- -D warnings
	cargo clippy --locked -p okno --target wasm32-unknown-unknown -- -D warnings
	npx tsc --noEmit -p end2end
	scripts/check-architecture.sh
	scripts/coverage.sh count

.PHONY: unit
unit: ## Unit, property and server tests
	cargo test --locked --profile server --workspace --exclude okno
	cargo test --locked -p okno

.PHONY: app
app: dist/index.html ## The production build in dist/

dist/index.html: $(APP_SOURCES)
	@scripts/setup.sh build
	@echo "Building the app: about a minute, three the first time."
	@trunk build --log warn
	@touch $@

$(SERVER): $(SERVER_SOURCES)
	@echo "Building the reference API: about two minutes the first time."
	cargo build --locked --profile server -p server
	@touch $@

.PHONY: size
size: app ## Bytes that a browser fetches; a budget over its limit fails
	@node scripts/size.mjs

.PHONY: e2e
e2e: setup-browser app $(SERVER) ## End-to-end tests; ARGS goes to Playwright
	npx playwright test -c end2end/playwright.config.ts $(ARGS)

.PHONY: bench
bench: setup-browser app $(SERVER) ## Figures, one a line; ARGS names one of end2end/bench
	@node end2end/bench/run.mjs $(ARGS)
