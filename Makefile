# `make demo` and `make test` set everything up by themselves; `make help` lists the rest.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

VENV := .venv
BIN := $(VENV)/bin
STORE := kg-store
# Annotated files: dev/*.json, train/*.json, docs/*.txt.
GOLD := ../shared/gold
UV_VERSION := 0.13.9
SUITABLE := import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))
# The first Python that is new enough and can make virtual environments; override with `make PYTHON=... test`.
PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3; do \
	if "$$python" -c '$(SUITABLE)' 2>/dev/null; then echo "$$python"; break; fi; done)

# jieba and owlready2 are published as source only: they are built with the locked setuptools, not with one fetched
# on the way.
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCKED := --require-hashes --no-deps --no-build-isolation --use-pep517

.PHONY: help
help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: demo
demo: install  ## set up, build the graph of data/documents into ./kg-store and ask it three questions
	$(BIN)/kg build data/documents --store $(STORE)
	$(BIN)/kg query goals-by-region --region 天津市 --store $(STORE)
	$(BIN)/kg query repeals --store $(STORE)
	$(BIN)/kg query joint-issuers --store $(STORE)

.PHONY: test
test: install  ## set up and run the whole test suite
	$(BIN)/python -m pytest

.PHONY: lint
lint: install  ## style, types and import layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

.PHONY: check
check: lint test  ## every check there is; what CI runs

.PHONY: format
format: install  ## rewrite the code in the project's style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: docs
docs: install  ## the documentation as HTML in build/docs: the ontology with a diagram (needs Graphviz), the pages of docs/
	$(BIN)/python -m docs.site.build build/docs

.PHONY: bench
bench: install  ## measure speed and memory beside others, as ratios; build/bench.json keeps them for the next run
	status=0; for script in bench/[a-z]*.py; do echo "== $$script"; \
	$(BIN)/python -m "bench.$$(basename "$$script" .py)" || status=1; done; exit $$status

.PHONY: interop
interop: install  ## exports and saved queries in programs that are not ours (docs/interop.md); as root on Debian, missing ones are installed
	status=0; for script in bench/interop/[a-z]*.py; do echo "== $$script"; \
	$(BIN)/python -m "bench.interop.$$(basename "$$script" .py)" || status=1; done; exit $$status

.PHONY: crash-test
crash-test: install  ## kill builds at random moments, fill the disk, make it read-only: is anything lost?
	$(BIN)/python -m bench.safety.crash_test

.PHONY: ray-test
ray-test: install  ## the tests of kg build --engine ray, on a Ray of this machine (installs requirements/ray.txt)
	@$(PIP) install --require-hashes --no-deps -r requirements/ray.txt
	$(BIN)/python -m pytest tests/test_shards.py

.PHONY: fuzz
fuzz: install  ## hostile files, names and values: own errors only, and time that grows with the size
	$(BIN)/python -m bench.safety.fuzz

.PHONY: determinism
determinism: install  ## hash seed, locale, time zone, order of files and number of workers: the same bytes?
	$(BIN)/python -m bench.safety.determinism

.PHONY: load
load: install  ## what queries that never end cost those that are quick, over HTTP (a minute and a half)
	$(BIN)/python -m bench.load

.PHONY: train
train: install  ## train the tagger anew, on ../shared/gold and ../shared/corpus (half an hour; docs/tagger.md)
	@$(PIP) install --require-hashes --no-deps -r requirements/train.txt
	$(BIN)/python -m bench.tagging.train --gold $(GOLD)

.PHONY: calibration
calibration: install  ## count anew how often findings are right, from ../shared/gold (docs/calibration.md)
	$(BIN)/python -m bench.entities.calibration --write $(GOLD)/train $(GOLD)/docs $(GOLD)/dev

.PHONY: compare
compare: install  ## organisations, programmes, regions beside other taggers: docs/comparison.md
	$(BIN)/python -m bench.entities.compare --gold $(GOLD)

.PHONY: ablation
ablation: install  ## which part of the pipeline brings how many points: docs/ablation.md
	$(BIN)/python -m bench.entities.ablation --gold $(GOLD)

.PHONY: quality
quality: install  ## the scores, and each kind of error that remains: docs/quality.md
	$(BIN)/python -m bench.entities.quality --gold $(GOLD)

.PHONY: install
install: $(VENV)/installed page-if-npm  ## set up .venv with the versions of requirements/*.txt, and the web page

# The web page: its packages go into build/page-packages, as package-lock.json has them, the page into build/page.
PAGE := kg/serve/page
PAGE_PACKAGES := build/page-packages
PAGE_SOURCES := $(shell find $(PAGE) -type f)

.PHONY: page
page: build/page/built  ## the web page of kg serve in build/page (needs npm)

.PHONY: page-if-npm
page-if-npm:
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory page || \
	echo "No web page: npm could not get its packages; make page tries again" >&2; \
	else echo "No web page: npm is not there. On Debian and Ubuntu: apt install npm, then make page" >&2; fi

.PHONY: screenshots
screenshots: install  ## take the pictures of docs/images anew (needs Chromium with chromedriver)
	PYTHONPATH=tests $(BIN)/python -m screenshots docs/images

$(PAGE_PACKAGES)/installed: $(PAGE)/package.json $(PAGE)/package-lock.json
	@mkdir -p $(PAGE_PACKAGES)
	@cp $(PAGE)/package.json $(PAGE)/package-lock.json $(PAGE_PACKAGES)
	@npm --prefix $(PAGE_PACKAGES) ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

build/page/built: $(PAGE_PACKAGES)/installed $(PAGE_SOURCES)
	@rm -rf build/page
	@NODE_PATH=$(PAGE_PACKAGES)/node_modules $(PAGE_PACKAGES)/node_modules/.bin/esbuild $(PAGE)/src/main.js \
	--bundle --splitting --format=esm --minify --legal-comments=none --target=es2022 --outdir=build/page --log-level=warning
	@cd $(PAGE_PACKAGES)/node_modules; for file in $$(ls -d */LICENSE* @*/*/LICENSE* | grep -v -e '^axe' -e esbuild); do \
	echo "== $${file%/*}"; cat "$$file"; echo; done > ../../page/licences.txt
	@cp $(PAGE)/index.html $(PAGE)/styles.css $(PAGE)/icon.svg build/page
	@touch $@

$(VENV)/locked: requirements/build.txt requirements/dev.txt
	@if ! "$(PYTHON)" -c '$(SUITABLE)' 2>/dev/null; then \
	python="$(or $(PYTHON),python3)"; \
	echo "Python 3.11 or newer with its venv module is needed; $$python is $$("$$python" --version 2>&1 || true)." >&2; \
	echo "On Debian and Ubuntu: apt install python3 python3-venv. A Python elsewhere: make PYTHON=/path/to/python3" >&2; \
	exit 1; fi
	@echo "Setting up $(VENV) with $$($(PYTHON) --version) ..."
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install $(LOCKED) -r requirements/build.txt
	@$(PIP) install $(LOCKED) -r requirements/dev.txt
	@touch $@

$(VENV)/installed: $(VENV)/locked pyproject.toml
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@$(PIP) check
	@touch $@

# Exact versions and hashes for every supported Python and system; the files name no download address.
COMPILE = "$$tmp/bin/uv" pip compile --quiet --upgrade --universal --fork-strategy fewest --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-annotate --no-header

.PHONY: lock
lock:  ## look up newer versions of all dependencies and rewrite requirements/*.txt
	set -e; tmp=$$(mktemp -d); trap 'rm -rf "$$tmp"' EXIT; \
	$(PYTHON) -m venv "$$tmp"; "$$tmp/bin/python" -m pip install --quiet uv==$(UV_VERSION); \
	$(COMPILE) --group dev pyproject.toml --output-file requirements/dev.txt; \
	$(COMPILE) --group build --constraint requirements/dev.txt --output-file requirements/build.txt; \
	$(COMPILE) --group bench --constraint requirements/dev.txt --output-file requirements/bench.txt; \
	$(COMPILE) --extra ray --constraint requirements/dev.txt pyproject.toml --output-file requirements/ray.txt; \
	$(COMPILE) --group train --constraint requirements/dev.txt --output-file requirements/train.txt

.PHONY: clean
clean:  ## remove everything that make and the tools have made
	rm -rf $(VENV) $(STORE) build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find bench docs extract kg tests -name __pycache__ -prune -exec rm -rf {} +
