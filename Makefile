# Two commands do everything on a fresh machine:
#   make demo   install into .venv, build the graph of the sample pages, answer three questions
#   make test   the same with the development tools: ruff, mypy and all tests
#   make train  train the shipped models again (hours of CPU work, in stages; needs the training data, see MODEL_CARD.md)
# Others: make setup (developer set-up only), make lint, make lock, make wheels, make outputs, make test-train, make clean.

SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
PYTEST_ARGS ?=
JOBS ?= 2
INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check

export PYTHONUTF8 := 1

.PHONY: demo test setup lint lock wheels outputs train test-train clean system

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

# Rewrites the lock files; every platform and Python version that we support is in one resolution.
lock:
	tools/lock.sh

# Shows that wheels of all dependencies resolve for every supported Python version.
wheels: $(VENV)/.runtime
	$(BIN)/python tools/check_wheels.py

# Renews what README.md and the notebook show of real output.
outputs: $(VENV)/.develop
	$(BIN)/python tools/update_readme.py
	$(BIN)/python tools/run_notebook.py

# torch and what else only training needs live in an environment of their own.
.venv-train/.ready: pyproject.toml requirements-train.lock
	@tools/make_venv.sh .venv-train
	.venv-train/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-train.lock
	@touch $@

# A run that was cut off goes on where it stopped; STAGES="export pairs" runs only these.
train: .venv-train/.ready
	.venv-train/bin/python tools/train.py $(STAGES)

# Three steps of every stage on seeds/corpus.
test-train: .venv-train/.ready
	rm -rf .cache/test-train
	.venv-train/bin/python tools/train.py --try --build .cache/test-train

clean:
	rm -rf $(VENV) .venv-train demo-output .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
