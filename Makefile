# Each target makes .venv when it is missing or older than the lock, and is quick when it is not.
PYTHON ?= python3.11
VENV := .venv
RUN := $(VENV)/bin
READY := $(VENV)/.ready
SETTINGS := DAGSTER_DISABLE_TELEMETRY=1

.PHONY: build test ui bench measured lint setup lock docs clean

build: $(READY)
	@$(SETTINGS) $(RUN)/conflict-ledger build

test: lint
	$(SETTINGS) $(RUN)/python -m pytest

lint: $(READY)
	$(RUN)/ruff check .
	$(RUN)/mypy

ui: $(READY)
	@mkdir -p .dagster && cp dagster.yaml .dagster/dagster.yaml
	$(SETTINGS) DAGSTER_HOME="$(CURDIR)/.dagster" $(RUN)/dagster dev --host 127.0.0.1 --port 3000

bench: $(READY)
	$(SETTINGS) $(RUN)/python -m pipeline.bench

# Takes the figures of the last make bench over into what every release carries; run both with the same code.
measured: $(READY)
	$(RUN)/python -m pipeline.measured
	$(RUN)/python -m pipeline.docs

# The generated parts of docs/ and of the README: after a new release, a new measurement, or a change to the schemas.
docs: $(READY)
	$(RUN)/python -m pipeline.docs
	$(RUN)/python -m pipeline.readme

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is needed: install it, or name it: make PYTHON=/path/to/python3.11"; exit 2; }
	test -x $(RUN)/python || $(PYTHON) -m venv $(VENV)
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $(READY)

# The lock names every package with its hashes and no index; run this after a change to pyproject.toml.
lock:
	$(RUN)/python -m pip install --quiet pip-tools
	$(RUN)/pip-compile --quiet --generate-hashes --allow-unsafe --no-strip-extras --extra dev --no-emit-index-url \
	  --no-emit-trusted-host --no-emit-find-links --no-header --no-annotate --output-file requirements.lock pyproject.toml

clean:
	rm -rf outputs/.work outputs/.readings outputs/.candidate .bench .dagster
