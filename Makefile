# Two commands do everything on a fresh machine:
#   make demo   install into .venv, build the graph of the sample pages, answer three questions
#   make test   the same with the development tools: ruff, mypy and all tests
# Others: make setup (developer set-up only), make lint, make lock, make wheels, make outputs, make clean.

SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
PYTEST_ARGS ?=
JOBS ?= 2
INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check

export PYTHONUTF8 := 1

.PHONY: demo test setup lint lock wheels outputs clean system

demo: $(VENV)/.runtime
	$(BIN)/kg demo -o demo-output

test: system lint
	$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup $(PYTEST_ARGS)

setup: $(VENV)/.develop

lint: $(VENV)/.develop
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# What needs root (Java for the Neo4j tests) is installed on CI only; elsewhere those tests are skipped.
system:
	@tools/system_packages.sh

$(BIN)/python: | system
	@tools/make_venv.sh $(VENV)

$(VENV)/.runtime: pyproject.toml requirements.lock | $(BIN)/python
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.develop: requirements-dev.lock $(VENV)/.runtime
	$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

# Rewrites both lock files; every platform and Python version that we support is in one resolution.
lock:
	tools/lock.sh

# Shows that wheels of all dependencies resolve for every supported Python version.
wheels: $(VENV)/.runtime
	$(BIN)/python tools/check_wheels.py

# Renews what README.md and the notebook show of real output.
outputs: $(VENV)/.develop
	$(BIN)/python tools/update_readme.py
	$(BIN)/python tools/run_notebook.py

clean:
	rm -rf $(VENV) demo-output .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
