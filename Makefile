# `make help` lists the targets. Each installs what it lacks, once, at fixed versions, into a
# cache that all clones share.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := serve
.DELETE_ON_ERROR:

CACHE := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/signpost
TRUNK := 0.21.14
WASM_PACK := 0.15.1
# The command line tool must be of the very version that the program is linked with.
WASM_BINDGEN := $(shell sed -n '/^name = "wasm-bindgen"$$/{n;s/version = "\(.*\)"/\1/p}' Cargo.lock)
E2E := tests/e2e

export PATH := $(CACHE)/trunk-$(TRUNK)/bin:$(CACHE)/wasm-bindgen-cli-$(WASM_BINDGEN)/bin:$(CACHE)/wasm-pack-$(WASM_PACK)/bin:$(CURDIR)/$(E2E)/node_modules/.bin:$(PATH)
# Trunk would read the shell's colour setting as one of its options, and reject it.
unexport NO_COLOR

# $(call tool,<command>,<crate>,<version>,<options>): nothing to do when the right version answers.
# Prebuilt where cargo-binstall is there; otherwise built without optimisation, in half the time.
define tool
	@if ! $(1) --version 2>/dev/null | grep -qwF '$(3)'; then \
	  echo 'Installing $(2) $(3) into $(CACHE), once; this takes minutes'; \
	  { command -v cargo-binstall >/dev/null \
	    && cargo binstall --no-confirm --disable-strategies compile --root '$(CACHE)/$(2)-$(3)' '$(2)@$(3)'; } \
	  || CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
	    cargo install $(4) --root '$(CACHE)/$(2)-$(3)' '$(2)@$(3)'; \
	fi
endef

.PHONY: help serve quick test dist site bench check unit languages browser e2e tools-build tools-test node browsers clean

help: ## This list
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 16

serve: tools-build ## The page at http://127.0.0.1:8080, rebuilt at every change
	@# Trunk requires the folders that it does not watch.
	@mkdir -p dist target
	trunk serve

quick: ## Format, lints and unit tests: no browser, no other languages
	cargo fmt --check
	cargo clippy --workspace --all-targets -- -D warnings
	cargo test --workspace --lib

# Reports at the end, where everyone looks, what could not be run.
test: check unit browser e2e ## Every test
	@$(find-missing); \
	if [ -n "$$missing" ]; then echo "Passed, but not everything was run: this machine lacks$$missing"; fi

dist: site ## The optimised site in dist/, with the sizes of its files
	node build/size.mjs dist

# Panic messages contain paths of dependencies, which would otherwise differ by the builder's home.
site: export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS := --remap-path-prefix=$(or $(CARGO_HOME),$(HOME)/.cargo)=/cargo
site: tools-build node
	trunk build --release

bench: site browsers ## The budgets, measured beside Swagger UI in one run
	node $(E2E)/bench.mjs

check: tools-build
	cargo fmt --check
	cargo clippy --workspace --all-targets -- -D warnings
	cargo clippy --target wasm32-unknown-unknown -p signpost -p worker --lib --bins -- -D warnings
	RUSTDOCFLAGS='-D warnings' cargo doc --workspace --no-deps
	@# Keeps the fuzz targets compiling on stable Rust; libFuzzer itself, which is C++, is not built.
	CUSTOM_LIBFUZZER_PATH=/none/libfuzzer.a CARGO_TARGET_DIR=target cargo check --locked --manifest-path fuzz/Cargo.toml

unit: languages
	cargo test --workspace

# Sets `missing` to the packages of what snippets and receiver code are run with.
define find-missing
missing=; for pair in curl:curl openssl:openssl python3:python3 go:golang-go php:php-cli ruby:ruby javac:default-jdk-headless mcs:mono-mcs mono:mono-runtime; do \
	  command -v $${pair%%:*} >/dev/null || missing="$$missing $${pair##*:}"; done; \
	[ -e /usr/share/java/jackson-databind.jar ] || missing="$$missing libjackson2-databind-java"; \
	python3 -c 'import cryptography' 2>/dev/null || missing="$$missing python3-cryptography"
endef

# A package that cannot be installed is reported but stops nothing: the tests skip what needs it.
languages:
	@$(find-missing); \
	[ -z "$$missing" ] \
	|| { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq \
	  && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $$missing; } \
	|| echo "Not run without these packages: the snippets and receiver code of$$missing"

browser: tools-test browsers
	wasm-pack test --headless --chrome --chromedriver "$$(command -v chromedriver)" -- --test browser

# Specs that measure time, beside which nothing else runs.
TIMED := $(addsuffix .test.mjs,draft large live patterns search verify)

# Specs that also run in Firefox: the main jobs, and what browsers do each in their own way.
FIREFOX := $(addsuffix .test.mjs,browsers cases file forms tabs webhooks)

# The page as it is published. While working on it, the profile `fast` is there in a fraction of the
# time: trunk build --cargo-profile fast --dist target/site, and SITE=target/site for the specs.
e2e: site browsers
	cd $(E2E)/specs && node --test --test-concurrency=2 --test-reporter=spec \
	  $(filter-out $(TIMED),$(notdir $(wildcard $(E2E)/specs/*.test.mjs)))
	cd $(E2E)/specs && BROWSER=firefox node --test --test-concurrency=2 --test-reporter=spec $(FIREFOX)
	cd $(E2E)/specs && node --test --test-concurrency=1 --test-reporter=spec $(TIMED)

tools-build:
	@command -v cargo >/dev/null || { echo 'Rust is missing: install rustup (https://rustup.rs), then run this again'; exit 1; }
	@rustup target list --installed | grep -qx wasm32-unknown-unknown || rustup target add wasm32-unknown-unknown
	$(call tool,trunk,trunk,$(TRUNK),--locked)
	$(call tool,wasm-bindgen,wasm-bindgen-cli,$(WASM_BINDGEN),)

tools-test: tools-build
	$(call tool,wasm-pack,wasm-pack,$(WASM_PACK),--locked)

node: $(E2E)/node_modules/.package-lock.json

$(E2E)/node_modules/.package-lock.json: $(E2E)/package-lock.json
	@command -v npm >/dev/null || { echo 'Node.js with npm is missing: install Node 20 or newer, then run this again'; exit 1; }
	cd $(E2E) && npm ci --no-audit --no-fund
	@touch $@

# The browsers and the web server of the end-to-end tests, by the names of Debian's packages.
browsers: node
	@missing=; for pair in chromium:chromium chromedriver:chromium-driver firefox-esr:firefox-esr nginx:nginx-light; do \
	  PATH="$$PATH:/usr/sbin" command -v $${pair%%:*} >/dev/null || missing="$$missing $${pair##*:}"; done; \
	[ -z "$$missing" ] \
	|| { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq \
	  && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $$missing; } \
	|| { echo "The tests run in browsers, against a web server: install your system's packages (Debian:$$missing), then run this again"; exit 1; }

clean: ## Remove what was built and installed in this checkout
	rm -rf target dist pkg $(E2E)/node_modules
