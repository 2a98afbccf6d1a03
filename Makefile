# Every target creates what it needs; a second run does only what changed.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --only-binary :all:

.DEFAULT_GOAL := help
.PHONY: help site serve check fmt schemas add release test lint golden lock clean bench fuzz

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# The stamps hold the lock file that was installed, so an unchanged lock installs nothing.
$(VENV)/.runtime: requirements/runtime.txt
	@test -x $(BIN)/python || { echo "side-by-side: making $(VENV) (once)"; $(PYTHON) -m venv $(VENV); }
	@echo "side-by-side: installing the locked packages (once, about a minute)"
	@$(PIP) -r requirements/runtime.txt
	@cp requirements/runtime.txt $@

$(VENV)/.test: requirements/test.txt $(VENV)/.runtime
	@echo "side-by-side: installing the locked test tools (once, about a minute)"
	@$(PIP) -r requirements/test.txt
	@cp requirements/test.txt $@

$(VENV)/.ingest: requirements/ingest.txt $(VENV)/.runtime
	@echo "side-by-side: installing the locked packages that read articles (once)"
	@$(PIP) -r requirements/ingest.txt
	@cp requirements/ingest.txt $@

$(VENV)/.release: requirements/release.txt $(VENV)/.runtime
	@echo "side-by-side: installing the locked packages that make a release (once)"
	@$(PIP) -r requirements/release.txt
	@cp requirements/release.txt $@

$(VENV)/.fuzz: requirements/fuzz.txt $(VENV)/.test
	@echo "side-by-side: installing the locked fuzzer (once)"
	@$(PIP) -r requirements/fuzz.txt
	@cp requirements/fuzz.txt $@

site: $(VENV)/.runtime  ## check the facts and build the site into site/
	@$(BIN)/python -m generator build

serve: $(VENV)/.runtime  ## preview the site while editing facts
	@$(BIN)/python -m generator serve

check: $(VENV)/.runtime  ## check the facts only
	@$(BIN)/python -m generator check

fmt: $(VENV)/.runtime  ## write the fact files the one way that all of them are written
	@$(BIN)/python -m generator fmt

schemas: $(VENV)/.runtime  ## renew what editors know of fields and ids, in .vscode/schemas/
	@$(BIN)/python -m generator schemas

add: $(VENV)/.ingest  ## take in a saved article: make add FILE=article.html OPTIONS="--language en"
	@$(BIN)/python -m generator add "$(FILE)" $(OPTIONS)

release: $(VENV)/.release site  ## one archive with the site, the data and what the site was built with, in build/release/
	@$(BIN)/python -m generator release

test: $(VENV)/.test lint  ## every test, types and style
	@echo "side-by-side: tests"
	@$(BIN)/python -m pytest --numprocesses auto --dist worksteal

lint: $(VENV)/.test
	@echo "side-by-side: style and types"
	@$(BIN)/ruff check --quiet --no-cache .
	@$(BIN)/ruff format --quiet --no-cache --check .
	@$(BIN)/mypy --no-error-summary

bench: $(VENV)/.runtime  ## what building costs, how it grows, and how it stands to other publishers; a report in build/bench/
	@$(BIN)/python -m bench

fuzz: $(VENV)/.fuzz  ## look for input that breaks a promise, and for moments at which a fault does (half an hour; SECONDS=60)
	@$(BIN)/python -m fuzz --guided --seconds $(or $(SECONDS),180)
	@$(BIN)/python -m fuzz.moments

golden: $(VENV)/.test  ## renew the expected messages and pages after a deliberate change
	@$(BIN)/python -m pytest --renew

lock:  ## renew the locked requirements (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock" --overrides requirements/overrides.txt requirements/runtime.in -o requirements/runtime.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock" --overrides requirements/overrides.txt requirements/ingest.in -o requirements/ingest.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock" --overrides requirements/overrides.txt requirements/release.in -o requirements/release.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock" --overrides requirements/overrides.txt requirements/test.in -o requirements/test.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock" --overrides requirements/overrides.txt requirements/fuzz.in -o requirements/fuzz.txt

clean:  ## remove everything that can be made again
	rm -rf $(VENV) .cache site build/pages/* build/[!p]*
