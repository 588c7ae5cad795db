PYTHON ?= python3
SHARED ?= ../shared
BIN := .venv/bin

.PHONY: demo test lint accuracy fuzz bench clean

demo: .venv/installed
	@$(BIN)/promisetrack demo

test: .venv/installed-test
	$(BIN)/python -m pytest

lint: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check $(wildcard promisetrack tests tools benchmarks examples)
	$(BIN)/mypy

# The real reports that the accuracy is measured on lie beside the project and are no part of it.
accuracy: .venv/installed
	@if [ -f "$(SHARED)/eval/run_all.py" ]; then \
	    $(BIN)/python "$(SHARED)/eval/run_all.py" --command $(BIN)/promisetrack; \
	elif [ -n "$$PROMISETRACK_REQUIRE_SHARED" ]; then \
	    echo "accuracy: PROMISETRACK_REQUIRE_SHARED is set, and $(SHARED)/eval is missing" >&2; exit 1; \
	else \
	    echo "accuracy: not measured, $(SHARED)/eval is missing"; \
	fi

# Inputs of up to 20 kB, changed at random, go the whole way from bytes to what is written; RUNS=200000 for a long night.
RUNS ?= 2000
fuzz: .venv/installed-fuzz
	$(BIN)/python tools/fuzz.py .fuzz -runs=$(RUNS) -max_len=20000 -timeout=10 -artifact_prefix=.fuzz-

bench: .venv/installed-test
	@for bench in $(wildcard benchmarks/*.py); do echo "== $$bench"; $(BIN)/python "$$bench" || exit 1; done

.venv/installed: pyproject.toml
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/installed-test: .venv/installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

.venv/installed-dev: .venv/installed-test
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

.venv/installed-fuzz: .venv/installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[fuzz]'
	@touch $@

clean:
	rm -rf .venv .fuzz build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
