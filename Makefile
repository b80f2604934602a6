# Two commands do everything on a fresh machine with Python 3.11 and git:
#   make answer   sets up and prints the answer
#   make test     sets up and passes the tests

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3.11

.PHONY: answer test check bench data docs lock clean

answer: $(VENV)/ready
	@$(BIN)/tertius assess USA RUS CHN

test: $(VENV)/ready
	$(BIN)/python -m pytest -q -n 2

# The one check command: style, types, the direction of imports, docs, tests.
check: $(VENV)/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/pyright --pythonpath $(BIN)/python
	$(BIN)/lint-imports
	$(BIN)/python docs/generate.py --check
	$(BIN)/python -m pytest -q -n 2

bench: $(VENV)/ready
	$(BIN)/python bench/similarity.py
	$(BIN)/python bench/start.py
	$(BIN)/python bench/atlas.py
	$(BIN)/python bench/ideal_points.py
	$(BIN)/python bench/ties.py
	$(BIN)/python bench/reading.py
	$(BIN)/python bench/ledger.py
	$(BIN)/python bench/backtest.py

# The atlas in the package, made again from the producers' files (TERTIUS_VAULT).
data: $(VENV)/ready
	$(BIN)/tertius data build --into src/tertius/atlas/data
	$(BIN)/tertius data fit --into src/tertius/atlas/data

docs: $(VENV)/ready
	$(BIN)/python docs/generate.py

# Locks without index lines: every file is pinned by its hash.
lock: $(VENV)/uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --no-annotate \
	  --python-version 3.11 --extra build --extra fit --extra llm --extra postgres --extra cluster --group dev \
	  pyproject.toml -o requirements.lock

$(VENV)/uv: requirements-uv.lock
	$(PYTHON) -m venv $(VENV) || python3 -m venv $(VENV)
	$(BIN)/python -c "import sys; sys.exit(None if sys.version_info >= (3, 11) else 'Tertius needs Python 3.11 or later')"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.lock
	touch $@

$(VENV)/ready: $(VENV)/uv requirements.lock pyproject.toml
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	touch $@

clean:
	rm -rf $(VENV) dist build
