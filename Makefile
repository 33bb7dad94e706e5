# Everything a contributor types. uv is used when it is there and never needed.
DATA ?= var
HOST ?= 127.0.0.1
PORT ?= 8000
WORKERS ?= 2
PYTHON ?= python3
BIN := .venv/bin
UV := $(shell command -v uv 2>/dev/null)

ifdef UV
MAKE_VENV = $(UV) venv --quiet --seed --python $(PYTHON) .venv
INSTALL = $(UV) pip install --quiet --python $(BIN)/python
LOCK = $(UV)
COMPILE = --compile-bytecode
else
MAKE_VENV = $(PYTHON) -m venv .venv
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCK = $(BIN)/uv
endif

.PHONY: run test slow check bench translations lock

run: .venv/run $(DATA)/.demo
	@$(BIN)/portal serve --data $(DATA) --host $(HOST) --port $(PORT)

# The stamp comes after the demo, so that one that was stopped half-way is finished the next time.
$(DATA)/.demo: | .venv/run
	@$(BIN)/portal demo --data $(DATA)
	@touch $@

# Each test process and each server it starts is up sooner from compiled code, so that is kept.
test: .venv/dev
	@$(BIN)/python -m tests.browser
	env -u PYTHONDONTWRITEBYTECODE $(BIN)/pytest -n $(WORKERS) --dist worksteal

slow: .venv/dev
	@$(BIN)/python -m tests.browser
	$(BIN)/pytest --slow -s tests/slow

check: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/python -m tests.translations
	$(BIN)/pytest -q --slow tests/slow/test_wheel.py

bench: .venv/dev
	$(BIN)/python -m bench
	$(BIN)/python -m bench.work
	$(BIN)/python -m bench.forum

# Collect the messages of code and templates, add them to the catalogue, compile it.
translations: .venv/dev
	$(BIN)/python -m tests.translations --update

lock: .venv/dev
	$(LOCK) pip compile --quiet --universal --generate-hashes --python-version 3.11 --extra scale --group build pyproject.toml -o requirements/run.txt
	$(LOCK) pip compile --quiet --universal --generate-hashes --python-version 3.11 --extra scale --group build --group dev pyproject.toml -o requirements/dev.txt

$(BIN)/python:
	$(MAKE_VENV)

# The lock names every file by its hash; the project itself is linked, so that an edit shows at once.
.venv/run: requirements/run.txt | $(BIN)/python
	@echo "Memasang paket (sekali saja)..."
	@$(INSTALL) --require-hashes -r requirements/run.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev: requirements/dev.txt | .venv/run
	@$(INSTALL) $(COMPILE) --require-hashes -r requirements/dev.txt
	@touch $@
