# Works with GNU make 3.81, which is what macOS ships.
.DEFAULT_GOAL := help
SHELL := /bin/sh

VENV := .venv
BIN := $(VENV)/bin
LOCKS := pyproject.toml uv.lock requirements.lock requirements-dev.lock

# `make up ARGS="--port 9000"`, `make test k=restraint`, `make up PYTHON=/path/to/python3.12`
ARGS ?=
PYTHON ?=
k ?=
export PYTHON
# The encoder's weights are no part of the package; without them everything else still works.
FETCH = $(BIN)/tummler --quiet models fetch >/dev/null || echo 'Going on without the encoder.'


.PHONY: help up test check bench proofs docs lock clean

help:
	@echo 'make up      install and open the demo town in the browser (ARGS="--port 9000")'
	@echo 'make test    install the test tools and run every test (k=restraint for a part)'
	@echo 'make check   what CI asks: lint, format, types, layers, dependencies, audit, locks, wheel'
	@echo 'make bench   rates and memory, as a table'
	@echo 'make proofs  what takes long'
	@echo 'make docs    hold the documents against the code'
	@echo 'make lock    write the lock files anew'
	@echo 'make clean   remove the environment, caches and local data, after asking'

up: $(VENV)/.runtime
	@$(FETCH)
	@$(BIN)/tummler up $(ARGS)

test: $(VENV)/.tools
	@$(FETCH)
	@.ci/test '$(k)' $(ARGS)

check: $(VENV)/.tools
	@.ci/check

bench: $(VENV)/.tools
	@$(BIN)/python tests/bench $(ARGS)

proofs: $(VENV)/.tools
	@TUMMLER_EVERY_POINT=1 $(BIN)/pytest tests/proofs tests/deaths tests/platforms/exports $(ARGS)

docs: $(VENV)/.tools
	@$(BIN)/pytest tests/test_documentation.py $(ARGS)

lock: $(VENV)/.tools
	@.ci/lock

# Of the two stamps the second implies the first: the test tools come with all that runs.
$(VENV)/.runtime: pyproject.toml uv.lock requirements.lock
	@.ci/install requirements.lock
	@touch $@

$(VENV)/.tools: $(LOCKS)
	@.ci/install requirements-dev.lock
	@touch $(VENV)/.runtime $@

clean:
	@.ci/clean
