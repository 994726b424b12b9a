# The two commands: `make map` writes build/corridors.html, `make test` proves it. `make help` lists all.
PYTHON ?= python3
BIN := .venv/bin
COVERAGE := PYTHONPATH=$(CURDIR)/tests $(BIN)/coverage
# The opener of foreign files and the writer of all files.
WHOLLY := 'corridors/guard/*,corridors/foreign/reading.py,corridors/foreign/polygons.py,corridors/exchange.py,corridors/stages.py'
# Who is asked about vulnerabilities.
OSV ?= https://api.osv.dev/v1/query

# What runs a command without a network, where that is allowed.
OFFLINE ?= $(shell unshare -rn true 2>/dev/null && echo unshare -rn)

.PHONY: help map test prove coverage mutation torture lint format lock audit sbom bench readme dist versions boundaries backdrop names clean
.DEFAULT_GOAL := help

help: ## List the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

map: .venv/map ## Write the offline map of both corridors to build/corridors.html
	$(BIN)/corridors map

test: .venv/test lint ## Lint, check the seeds and run every test, the page in Chromium too
	$(BIN)/corridors check
	$(BIN)/pytest

prove: .venv/test ## The laws of cutting on 20,000 made lines each
	$(BIN)/pytest --hypothesis-profile=slow tests/test_splitting.py

coverage: .venv/test ## Branch coverage of corridors/ by all tests but the browser's; fails below 95 %, of opener and writer below 100 %
	rm -rf build/coverage && mkdir -p build/coverage
	$(COVERAGE) run -m pytest -m "not browser" --ignore=tests/benchmarks --hypothesis-profile=unhurried --deselect=tests/torture/test_faults.py::test_old_whole_or_new_whole_wherever_a_writer_fails
	$(COVERAGE) combine -q
	$(COVERAGE) report --fail-under=95
	$(COVERAGE) report --fail-under=100 --include=$(WHOLLY)

mutation: .venv/torture ## Faults put into cutting, referencing, progress and writing: how many the tests notice, into tests/torture/MUTATION.md
	PYTHONPATH=tests $(BIN)/python -m torture.mutation

torture: .venv/torture ## Other people's files, made ones, signals, all faults in writing (gone on with after an end): tests/torture/RESULTS.md, FUZZING.md
	PYTHONPATH=tests $(BIN)/python -m torture.run
	PYTHONPATH=tests $(BIN)/python -m torture.fuzzing 60 300

lint: .venv/test ## ruff and mypy --strict
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: .venv/test ## Format and sort what ruff can, strip the outputs of notebooks
	PYTHONPATH=tests $(BIN)/python -m notebooks.canonical
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: .venv/bench ## Time the cutting beside its peers, and the page, into tests/benchmarks/RESULTS*.md
	PYTHONPATH=tests $(BIN)/python -m benchmarks.run
	PYTHONPATH=tests $(BIN)/python -m benchmarks.page
	$(BIN)/pytest tests/benchmarks/test_agreement.py tests/benchmarks/test_world_railways.py tests/release/test_other_programs.py

lock: .venv/test ## Resolve the four requirements files anew, with hashes
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --group hatchling pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --group hatchling --group dev -c requirements.txt pyproject.toml -o requirements-dev.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --group hatchling --group bench -c requirements-dev.txt pyproject.toml -o requirements-bench.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --group hatchling --group torture -c requirements-dev.txt pyproject.toml -o requirements-torture.txt

audit: .venv/test ## Ask OSV about vulnerabilities of all that the lock files pin; fails where it cannot ask
	$(BIN)/pip-audit --strict --disable-pip --require-hashes --progress-spinner off -s osv --osv-url $(OSV) -r requirements-dev.txt -r requirements-bench.txt -r requirements-torture.txt

sbom: .venv/test ## Write what a user gets with it to build/sbom.json (CycloneDX), from the lock file
	@mkdir -p build
	$(BIN)/python -W ignore:The.Component $(BIN)/cyclonedx-py requirements requirements.txt --pyproject pyproject.toml --output-reproducible -o build/sbom.json

readme: .venv/test ## Write what the program tells of itself into README.md
	PYTHONPATH=tests $(BIN)/python -m readme

dist: .venv/test ## Build wheel and sdist in dist/, try the wheel in a venv of its own without a network
	rm -rf dist build/dist
	$(BIN)/python -m hatchling build
	$(PYTHON) -m venv build/dist
	build/dist/bin/pip install -q --require-hashes -r requirements.txt
	build/dist/bin/pip install -q --no-deps dist/*.whl
	cd build/dist && $(OFFLINE) bin/corridors map -o corridors.html && $(OFFLINE) bin/corridors check >check.txt

versions: .venv/test ## Tests but the page's, ruff, mypy, with the oldest dependencies allowed and the newest there are; lists them
	set -e; for which in lowest-direct highest; do \
	  export VIRTUAL_ENV=build/$$which; bin=$$VIRTUAL_ENV/bin; \
	  $(BIN)/uv venv -q --clear --python $(PYTHON) $$VIRTUAL_ENV; \
	  $(BIN)/uv pip install -q --resolution $$which --group dev --group hatchling -e .; \
	  echo "$$which: $$($$bin/python --version)" $$($(BIN)/uv pip freeze --exclude-editable); \
	  $$bin/python -m pytest -q -m "not browser"; \
	  $$bin/ruff check; \
	  own=$$($$bin/python -c 'import sys; print(*sys.version_info[:2], sep=".")'); \
	  $$bin/mypy --python-version $$own --cache-dir $$VIRTUAL_ENV/mypy; \
	done

boundaries: .venv/test ## Make both boundary sets anew from their pinned npm packages
	$(BIN)/python -m seeds.build.boundaries

backdrop: .venv/test ## Make the page's backdrop anew from its pinned npm package
	$(BIN)/python -m seeds.build.backdrop

names: .venv/test ## Make the names of countries in other languages anew from CLDR
	$(BIN)/python -m seeds.build.names

clean: ## Remove what the other commands made
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

.venv/map: requirements.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q --require-hashes -r requirements.txt
	$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	@touch $@

.venv/test: requirements-dev.txt .venv/map
	$(BIN)/pip install -q --require-hashes -r requirements-dev.txt
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq chromium; } || $(BIN)/playwright install chromium
	@command -v ogrinfo >/dev/null || { [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq gdal-bin; } || echo "without ogrinfo (gdal-bin) a test is skipped"
	@touch $@

.venv/torture: requirements-torture.txt .venv/test
	$(BIN)/pip install -q --require-hashes -r requirements-torture.txt
	@touch $@

# PostGIS comes from Debian (postgresql-15-postgis-3); where it is absent, the table says so.
.venv/bench: requirements-bench.txt .venv/test
	$(BIN)/pip install -q --require-hashes -r requirements-bench.txt
	@touch $@
