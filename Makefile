# What a person does with the project; `make help` lists it. Settings are the RIGEL_… variables that `rigel help` lists.

# Fails the build where a target imports what it does not declare. Colours are among the compiler's arguments: with them,
# the first build in a terminal would begin anew after one that ran elsewhere.
SWIFT_FLAGS := --explicit-target-dependency-import-check error --no-color-diagnostics
# One file that runs wherever the system libraries are, without Swift beside it.
RELEASE_FLAGS := -c release --static-swift-stdlib

.PHONY: help run build test test-swift test-frontdoor test-conformance test-filters fuzz odd-input walks test-browser test-old-clients test-endurance format bench bench-million clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## Build, then run Rigel behind an nginx of its own until Ctrl-C
	@scripts/run

build: ## Build the program, optimised
	@scripts/install-build-needs
	swift build $(RELEASE_FLAGS) $(SWIFT_FLAGS) --product rigel

test: build ## Run every test
	@scripts/install-test-needs
	@scripts/test

test-swift: ## Run the Swift tests
	@scripts/install-build-needs
	@scripts/install-test-needs
	@scripts/test swift

test-frontdoor: build ## Run the tests of starting, stopping, FastCGI and nginx
	@scripts/install-test-needs
	@scripts/test frontdoor

test-conformance: build ## Compare with the real Prefect server, and run real clients
	@scripts/install-test-needs
	@scripts/test clients conformance

test-filters: build ## Ask Rigel and the real Prefect server five thousand random filters
	@scripts/install-test-needs
	@RIGEL_FILTERS=5000 scripts/test filters

fuzz: build ## Send random requests made from the OpenAPI documents, for an hour or more
	@scripts/install-test-needs
	@RIGEL_FUZZ=long scripts/test fuzz

odd-input: build ## Send every odd value to every operation, to both servers, for some hours
	@scripts/install-test-needs
	@RIGEL_ODD=all scripts/test odd-input

walks: build ## Walk at random through Rigel and the real Prefect server, for a quarter of an hour
	@scripts/install-test-needs
	@RIGEL_WALKS=60 RIGEL_WALK_STEPS=150 scripts/test walks

test-browser: build ## Use the pages in a headless browser, and all of Prefect's own web UI
	@scripts/install-test-needs
	@RIGEL_BROWSER=all scripts/test browser

test-old-clients: build ## Run the clients of every Prefect version, for a quarter of an hour
	@scripts/install-test-needs
	@for name in $$(scripts/python-env --list); do scripts/python-env $$name >/dev/null || exit; done
	@RIGEL_OLD_CLIENTS=all scripts/test old-clients

test-endurance: build ## Kill the server under load, again and again, for a quarter of an hour
	@scripts/install-test-needs
	@RIGEL_ENDURANCE=long scripts/test endurance

format: ## Format the Swift sources
	swift format format --in-place --parallel --recursive Sources Tests Package.swift

bench: build ## Measure beside the real Prefect server
	@scripts/install-test-needs
	@Benchmarks/run

bench-million: build ## Measure Rigel with a million flow runs in its database
	@Benchmarks/million

clean: ## Remove what was built; data stays
	rm -rf .build .env
