# What there is to do; `make help` lists it.
# Installs are repeated only when a lock file or pyproject.toml changes: the stamps in .venv/ remember.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
STORE := demo/accord.db

.PHONY: help demo test train lock clean
.DEFAULT_GOAL := help

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' $(MAKEFILE_LIST)

demo: $(VENV)/.installed  ## read the texts in seeds/, ask the graph, draw it (all in demo/)
	@mkdir -p demo && rm -f $(STORE)
	@echo "── accord build seeds" && $(BIN)/accord build seeds --store $(STORE)
	@echo && echo "── accord query who-arms-whom" && $(BIN)/accord query who-arms-whom --store $(STORE)
	@echo && $(BIN)/accord view -o demo/graph.html --no-open --store $(STORE)
	@$(BIN)/accord export -o demo/graph.graphml --store $(STORE)
	@printf '%s\n' '' 'The graph to look at:    demo/graph.html (open it in a browser)' \
	  'for Gephi, R, NetworkX:  demo/graph.graphml' \
	  'the store:               $(STORE)' '' 'To try next:' \
	  '  . $(BIN)/activate && export ACCORD_STORE=$(STORE)' \
	  '  accord show "North Korea"' \
	  '  accord queries' \
	  '  accord query connection -p from=Iran -p to=Moscou' \
	  '  accord build a-text-of-yours.txt'

test: $(VENV)/.installed-dev  ## all checks: ruff, mypy, import-linter, pytest
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

train: $(VENV)/.installed-dev  ## train the French model that is shipped, from corpus/
	$(BIN)/python -m accord.graph.reading.learning corpus/documents/fr-*.txt

lock:  ## make the lock files anew from pyproject.toml (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes pyproject.toml -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --extra dev pyproject.toml \
	  -c requirements.lock -o requirements-dev.lock

clean:  ## remove what demo, test and installing made
	rm -rf $(VENV) demo build dist accord.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis .neo4j

# Debian's own python3 may be too old (or too new) where a fitting one stands beside it.
$(BIN)/python:
	@found=; for python in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
	  if $$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "Accord needs Python 3.11, 3.12 or 3.13; python3 here: $$(python3 --version 2>&1 || true). On Debian and Ubuntu: sudo apt install python3-venv" >&2; exit 1; fi; \
	if ! $$found -c 'import ensurepip, venv' 2>/dev/null; then \
	  echo "Python's venv module is missing; on Debian and Ubuntu: sudo apt install python3-venv" >&2; exit 1; fi; \
	$$found -m venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing into $(VENV)/ (about 500 MB the first time) …"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps -e .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
