# Parley: built with make and javac. `make` alone lists what there is to make.
VERSION := 0.1.0

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.NOTPARALLEL:
.DEFAULT_GOAL := help

# Looked for once, and only by a target that needs it.
JDK = $(eval JDK := $$(or $$(shell scripts/find-jdk),$$(error no JDK, see above)))$(JDK)

jars = $(shell awk '$$1 == "$1" {n = split($$2, c, ":"); print "lib/" c[2] "-" c[3] (n > 4 ? "-" c[5] : "") ".jar"}' deps.txt)
RUNTIME := $(call jars,runtime)
TEST := $(call jars,test)
TOOL := $(call jars,tool)
fetch-if-missing = $(if $(filter-out $(wildcard $1),$1),FORCE)

empty :=
space := $(empty) $(empty)
path = $(subst $(space),:,$(strip $1))

# Folders count too: a file that is gone leaves its trace only there.
SRC := $(shell find src/)
TESTS := $(shell find test/)
REHEARSAL := $(filter test/parley/dist/% test/parley/ops/systemd/%,$(TESTS))
PACKED := $(shell find docs/ scripts/ deploy/ -name secrets -prune -o -print) $(wildcard *.md) LICENSE .env.example
JAVA_FILES ?= $(filter %.java,$(SRC) $(TESTS))
# Changes with each commit, and so brings the version inside the program up to date.
COMMIT := $(wildcard $(shell git rev-parse --git-path logs/HEAD 2>/dev/null))

JAVAC = "$(JDK)/bin/javac" --release 25 -proc:none -Xlint:all -Werror -encoding UTF-8
TEST_JAVA = "$(JDK)/bin/java" -ea --enable-native-access=ALL-UNNAMED -Dorg.sqlite.lib.path=build/native \
	-cp $(call path,build/test-classes build/parley.jar $(RUNTIME:lib/%=build/lib/%) $(TEST))
FORMAT = "$(JDK)/bin/java" -jar $(filter %all-deps.jar,$(TOOL)) --aosp

.PHONY: help deps build test check fmt fmt-check lint run demo bench screenshots chaos dist smoke repro hooks clean FORCE
help: ## list the targets (this is the default)
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' Makefile

deps: build/.runtime build/.test build/.tool ## fetch every jar of deps.txt into lib/, checksums verified

build: build/parley build/parley.jar build/.libs ## compile and put the program at build/parley

test: build/.tests ## run the tests; T=Class or T=Class#method runs only that one
	@scripts/run-tests '$(T)' $(TEST_JAVA)

check: fmt-check lint test ## everything that CI demands: format, lint, tests

fmt: build/.tool ## format all Java files
	@$(FORMAT) --replace $(JAVA_FILES)

fmt-check: build/.tool ## fail when a Java file is not formatted
	@$(FORMAT) --dry-run --set-exit-if-changed $(JAVA_FILES) || { echo 'Not formatted: the files above. Run `make fmt`.' >&2; exit 1; }

lint: build/.runtime build/.tool ## Error Prone over src, shellcheck over the scripts
	@scripts/lint "$(JDK)" $(call path,$(RUNTIME)) $(call path,$(filter-out %all-deps.jar,$(TOOL)))

run: build ## build, then run the bot (settings: the environment and .env)
	@build/parley run

demo: build ## build, then play in a browser: no token, no network; ARGS="--port N --data FOLDER"
	@build/parley demo $(ARGS)

bench: build/.tests ## measure; ARGS are given to the benchmark
	@$(TEST_JAVA) parley.bench.Bench $(ARGS)

screenshots: build/.tests ## make the pictures of the documentation (needs chromium)
	@$(TEST_JAVA) parley.browser.Screenshots docs/images

chaos: build/.tests ## kill the bot and break its server, count what is lost; ARGS="KILLS=50 FAULTS=60 SEED=1 RATE=200 PEOPLE=60"
	@$(TEST_JAVA) parley.chaos.Chaos $(ARGS)

dist: build/.dist ## make the distribution in build/: archive, checksum, bill of materials

smoke: build/.dist ## run the distribution as systemd and a container do, in a sandbox
	@scripts/smoke build "$(JDK)" $(VERSION)

repro: build/.dist ## make the distribution again and compare all bytes; ARGS=--quick does so once
	@scripts/repro build "$(JDK)" $(VERSION) $(call path,$(RUNTIME)) $(ARGS)

hooks: ## install the git hook that checks what is about to be committed
	@scripts/install-hooks

clean: ## remove what was built (lib/ stays)
	rm -rf build

# The jars, one stamp for each scope. A jar that is missing or newer than its stamp is verified again.
build/.runtime: deps.txt $(wildcard $(RUNTIME)) $(call fetch-if-missing,$(RUNTIME))
build/.test: deps.txt $(wildcard $(TEST)) $(call fetch-if-missing,$(TEST))
build/.tool: deps.txt $(wildcard $(TOOL)) $(call fetch-if-missing,$(TOOL))
build/.runtime build/.test build/.tool:
	@scripts/fetch-deps $(@:build/.%=%)
	@mkdir -p build && touch $@

build/.classes: $(SRC) Makefile build/.runtime
	@echo 'compiling src'
	@rm -rf build/classes && mkdir -p build/classes
	@$(JAVAC) -Xdoclint:all,-missing -cp $(call path,$(RUNTIME)) -d build/classes $(filter %.java,$(SRC))
	@tar -C src --exclude='*.java' -cf - . | tar -C build/classes -xf -
	@touch $@

build/parley.jar: build/.classes $(COMMIT) scripts/version
	@scripts/version $(VERSION) > build/classes/parley/version.properties
	@printf '%s\n' 'Implementation-Version: $(VERSION)' 'Class-Path: $(RUNTIME)' > build/manifest
	@"$(JDK)/bin/jar" --create --file $@ --main-class parley.Main --manifest build/manifest -C build/classes .

build/.libs: build/.runtime scripts/unpack-native
	@rm -rf build/lib && mkdir -p build/lib && cp $(RUNTIME) build/lib/
	@scripts/unpack-native "$(JDK)" $(filter lib/sqlite-jdbc-%,$(RUNTIME)) build/native
	@touch $@

build/parley: scripts/find-java.sh scripts/launcher.sh
	@mkdir -p build && cat $^ > $@ && chmod +x $@

build/.dist: $(SRC) $(REHEARSAL) $(PACKED) Makefile build/.runtime $(COMMIT) \
		$(if $(wildcard build/parley-$(VERSION)-linux-*.tar.gz),,FORCE)
	@scripts/dist build "$(JDK)" $(VERSION) $(call path,$(RUNTIME))
	@touch $@

build/.tests: $(TESTS) Makefile build/.test build/parley build/parley.jar build/.libs
	@echo 'compiling test'
	@rm -rf build/test-classes && mkdir -p build/test-classes
	@$(JAVAC) -cp $(call path,build/parley.jar $(RUNTIME) $(TEST)) -d build/test-classes $(filter %.java,$(TESTS))
	@tar -C test --exclude='*.java' -cf - . | tar -C build/test-classes -xf -
	@touch $@
