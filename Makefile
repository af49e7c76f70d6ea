# What there is to type.  Plain `make` lists it.

PYTHON ?= python3
VENV := .venv
# Where Windows keeps an environment's programs, and everybody else.
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PORT ?= 8000
# On every core; the tests of a file share what it sets up, so they stay together. What is compiled
# is kept, whatever the shell says: without that, each process compiles all tests for itself.
PYTEST := PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check
NO_PYTHON := There is no program $(PYTHON) here. Install Python 3.11 or newer, or name yours: make book PYTHON=python3.12
NO_NETWORK := The packages could not be fetched; the lines above say why. The first time, make needs a network. To read the book without one, take its zip: README.md says how.

BOOK_READY := $(VENV)/.book-ready
LABS_READY := $(VENV)/.labs-ready
TEST_READY := $(VENV)/.test-ready
CELLS_READY := _build/.cells-ready
INPUTS := $(shell find data src/hedgelab -type f -not -path '*/__pycache__/*' -not -path '*/bundles/*')

# The widgets: Node.js is in the environment, and its packages stand in package-lock.json.
NPM := PATH="$$PWD/$(BIN):$$PATH" npm
NODE_READY := node_modules/.package-lock.json
MODULES := $(shell find src/hedgelab/widgets src/hedgelab/desk_page -name '*.[jc]s*' -not -path '*/bundles/*')
BUNDLES := src/hedgelab/widgets/bundles/board.js

COPY_LAB := $(BIN)/python -m tools.labs

.DEFAULT_GOAL := help
.PHONY: help book serve lab test test-fast test-quick test-library test-js lint lint-python lint-js bundles watch format bench desk zip pdf release editions site linkcheck lock clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

book: $(BOOK_READY) $(BUNDLES) $(CELLS_READY) ## build the book, warnings as errors
	$(BIN)/jupyter-book build --warningiserror --keep-going --quiet .
	$(BIN)/python -m tools.desk
	@echo
	@echo "The book is in _build/html: open _build/html/index.html,"
	@echo "or type 'make serve' and open http://127.0.0.1:$(PORT)/"

serve: book ## build the book and serve it on this machine
	$(BIN)/python -m http.server --bind 127.0.0.1 --directory _build/html $(PORT)

lab: $(LABS_READY) $(BUNDLES) ## open copies of the notebooks in JupyterLab
	@mkdir -p labs
	@for one in notebooks/*.ipynb; do test -e "labs/$${one##*/}" || $(COPY_LAB) "$$one" labs/; done
	@echo "labs/ holds your copies. They are never written over: take one away to get it anew."
	$(BIN)/jupyter lab --LabApp.default_url=/lab/tree/labs

test: $(TEST_READY) book lint test-js ## every check: style, types, library, browser
	$(BIN)/python -m tools.chromium
	$(PYTEST)

# Side by side, each part's output in one piece where make knows how.
test-fast: $(TEST_READY) $(BUNDLES) ## the quick checks: style, types, scripts, and the library's own
	@$(MAKE) --no-print-directory --jobs=4 $(if $(filter output-sync,$(.FEATURES)),--output-sync) \
	    lint-python lint-js test-js test-quick

test-quick: $(TEST_READY) $(BUNDLES)
	$(PYTEST) --hypothesis-profile=quick -m "not browser and not built and not slow"

test-library: $(TEST_READY) $(BUNDLES) ## the tests that need neither a browser nor the built book
	$(PYTEST) -m "not browser and not built"

test-js: $(BUNDLES)
	$(NPM) test

lint: lint-python lint-js ## style and types, of Python and of the scripts

lint-python: $(TEST_READY) $(BUNDLES)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

lint-js: $(TEST_READY) $(BUNDLES)
	$(NPM) run --silent lint

format: $(TEST_READY) $(NODE_READY) ## set Python, scripts and style sheets as `make lint` wants them
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format .
	$(NPM) run --silent format

bundles: $(BUNDLES) ## join the widgets' modules into one script a widget

watch: $(NODE_READY) ## join them anew whenever one is edited
	@echo "For a JupyterLab that takes it up: ANYWIDGET_HMR=1 make lab"
	$(NPM) run --silent watch

bench: $(TEST_READY) book ## measure grading, the book and the desk against their peers
	$(BIN)/python -m tools.chromium
	$(BIN)/python -m benchmarks.grading
	PATH="$$PWD/$(BIN):$$PATH" $(BIN)/python -m benchmarks.page
	$(BIN)/python -m benchmarks.coverage
	$(BIN)/python -m benchmarks.desk

desk: $(BOOK_READY) $(BUNDLES) ## pack the desk that opens in a browser, by double-click
	$(BIN)/python -m tools.desk --pack

zip: book ## pack the book to read offline
	$(BIN)/python -m tools.pack_book

pdf: $(TEST_READY) book ## print the book to one PDF
	$(BIN)/python -m tools.chromium
	$(BIN)/python -m tools.print_book

release: $(TEST_READY) book ## make all that an edition consists of, with digests
	$(BIN)/python -m tools.chromium
	$(BIN)/python -m tools.release

editions: ## fetch the archives of released editions, for `make site`
	@mkdir -p build/editions
	gh release list --limit 100 --json tagName --jq '.[].tagName' | while read -r tag; do \
	    gh release download "$$tag" --pattern 'hedging-lab-[0-9]*.zip' --dir build/editions --skip-existing; \
	done

site: $(TEST_READY) book ## lay out the website, with the editions that lie in build/editions
	$(BIN)/python -m tools.site

linkcheck: $(BOOK_READY) ## ask every address outside whether it is still there
	$(BIN)/jupyter-book build --builder linkcheck --path-output build/linkcheck --quiet .

# With digests, so that what is installed is what was tried.
COMPILE := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate

lock: $(TEST_READY) ## pin the newest versions that pyproject.toml allows
	$(BIN)/pip install --quiet uv
	$(COMPILE) --upgrade --extra book --output-file requirements.txt pyproject.toml
	$(COMPILE) --upgrade --extra labs --constraints requirements.txt --output-file requirements-labs.txt pyproject.toml
	$(COMPILE) --upgrade --extra test --constraints requirements.txt --constraints requirements-labs.txt --output-file requirements-test.txt pyproject.toml

clean: ## remove what was built, and the environment
	rm -rf _build build node_modules src/hedgelab/widgets/bundles src/hedgelab/desk_page/bundles $(VENV)

$(BOOK_READY): requirements.txt pyproject.toml _config.yml
	@$(PYTHON) tools/python_version.py $(PYTHON) || { test $$? -eq 3 || echo "$(NO_PYTHON)"; exit 1; } >&2
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) --requirement requirements.txt || { echo "$(NO_NETWORK)" >&2; exit 1; }
	$(INSTALL) --no-deps --editable . || { echo "$(NO_NETWORK)" >&2; exit 1; }
	@touch $@

$(LABS_READY): $(BOOK_READY) requirements-labs.txt
	$(INSTALL) --requirement requirements-labs.txt || { echo "$(NO_NETWORK)" >&2; exit 1; }
	@touch $@

$(TEST_READY): $(BOOK_READY) requirements-test.txt
	$(INSTALL) --requirement requirements-test.txt || { echo "$(NO_NETWORK)" >&2; exit 1; }
	@touch $@

$(NODE_READY): package-lock.json $(BOOK_READY)
	$(NPM) ci --silent
	@touch $@

$(BUNDLES): $(MODULES) tools/bundle.mjs $(NODE_READY)
	$(NPM) run --silent bundle

# The cells read the tables and the library; the cache of their outputs knows only the
# cells, and Sphinx only the pages. So a change in either throws away what both remember.
$(CELLS_READY): $(INPUTS) $(BOOK_READY)
	rm -rf _build/.jupyter_cache _build/.doctrees
	@mkdir -p _build
	@touch $@
