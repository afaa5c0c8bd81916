# The only entry point for people, hooks and CI. `make help` lists every target.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
BIN := .venv/bin
SAM := .tools/sam/bin/sam
ONCE ?=
# Lambda's own Python, where this machine has it; the suite runs on it too.
ifeq ($(origin LAMBDA_PYTHON),undefined)
LAMBDA_PYTHON := $(shell for python in python3.13 $$HOME/.pyenv/versions/3.13*/bin/python3.13; do \
	"$$python" -c 'import sys; print(sys.executable)' 2>/dev/null && break; done)
endif
PYTHON_FILES := layers/core/hinomi functions cli tests

.PHONY: help setup demo test units check lint types contracts template unit unit-lambda local-cloud storm fuzz golden format bench schema forwarder docs requirements clean

help: ## List every target
	@grep -hE '^[a-z-]+:.*?## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | sort | awk -F'\t' '{printf "  %-14s %s\n", $$1, $$2}'

# --- set-up: everything lives in the project's own folders -------------------------------------------------------------

$(BIN)/uv: requirements/uv.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

.venv/.ready: $(BIN)/uv requirements/dev.txt pyproject.toml
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/dev.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

# ministack pins its own botocore and sam brings many packages: each has an environment of its own.
.tools/%/.ready: $(BIN)/uv requirements/%.txt
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python .tools/$*
	$(BIN)/uv pip install --quiet --python .tools/$*/bin/python --require-hashes -r requirements/$*.txt
	@touch $@

setup: .venv/.ready .tools/sam/.ready .tools/ministack/.ready ## Install all that the other targets need

# --- the main job ------------------------------------------------------------------------------------------------------

demo: setup ## Deploy to a local cloud, send events, show the messages (ONCE=1: end by itself)
	$(BIN)/python -m hinomi_cli.demo $(if $(ONCE),--once)

# --- checks ------------------------------------------------------------------------------------------------------------

# The local cloud mostly waits: the suite runs meanwhile, on one Python and then on the other.
test: setup check ## Everything that CI runs
	$(MAKE) --no-print-directory --output-sync=target --jobs=2 units local-cloud

units: unit ## The same, and then on Lambda's Python
	$(MAKE) --no-print-directory unit-lambda

check: lint types contracts template ## Static checks

lint: .venv/.ready ## Lint and formatting
	$(BIN)/ruff check $(PYTHON_FILES)
	$(BIN)/ruff format --check $(PYTHON_FILES)

types: .venv/.ready ## Types, strictly
	$(BIN)/mypy

contracts: .venv/.ready ## Which module may import which
	$(BIN)/lint-imports --no-cache

template: .venv/.ready .tools/sam/.ready ## The templates, by cfn-lint and by sam
	$(BIN)/cfn-lint template.yaml forwarder.yaml
	SAM_CLI_TELEMETRY=0 AWS_DEFAULT_REGION=ap-northeast-1 $(SAM) validate --lint --template template.yaml
	SAM_CLI_TELEMETRY=0 AWS_DEFAULT_REGION=us-east-1 $(SAM) validate --lint --template forwarder.yaml

unit: .venv/.ready ## All tests that need no local cloud
	$(BIN)/pytest -q -n 2 -m "not local_cloud"

unit-lambda: $(if $(LAMBDA_PYTHON),.tools/lambda/.ready) ## The same on Lambda's Python, where this machine has it, but what one shows for both
ifneq ($(LAMBDA_PYTHON),)
	HYPOTHESIS_PROFILE=few .tools/lambda/bin/python -m pytest -q -n 2 -m "not local_cloud" -p no:cacheprovider
else
	@echo "no Python 3.13 here: skipped"
endif

.tools/lambda/.ready: $(BIN)/uv requirements/dev.txt pyproject.toml
	$(BIN)/uv venv --quiet --clear --python $(LAMBDA_PYTHON) .tools/lambda
	$(BIN)/uv pip install --quiet --python .tools/lambda/bin/python --require-hashes -r requirements/dev.txt
	$(BIN)/uv pip install --quiet --python .tools/lambda/bin/python --no-deps --no-build-isolation --editable .
	@touch $@

local-cloud: setup ## Tests on the embedded local cloud
	$(BIN)/pytest -q -m local_cloud

storm: setup ## The full storm on the local cloud: ten thousand findings
	HINOMI_STORM=10000 $(BIN)/pytest -q tests/local_cloud/test_storm.py --log-cli-level=INFO

fuzz: .venv/.ready ## Two hundred thousand spoilt events of every source (HINOMI_FUZZ: how many)
	HINOMI_FUZZ=$${HINOMI_FUZZ:-200000} $(BIN)/pytest -q -n 2 tests/functional/test_fuzz.py

golden: .venv/.ready ## Rewrite the golden messages; review them by diff
	$(BIN)/pytest -q tests/golden --rewrite-golden

bench: setup ## Measure speed, size and AWS calls (EXPLAIN=1: and say where the time goes)
	$(BIN)/python -m hinomi_cli.bench $(if $(EXPLAIN),--explain)

# --- upkeep ------------------------------------------------------------------------------------------------------------

format: .venv/.ready ## Format the code
	$(BIN)/ruff check --fix $(PYTHON_FILES)
	$(BIN)/ruff format $(PYTHON_FILES)

schema: .venv/.ready ## Write the JSON Schema of hinomi.yaml for editors
	$(BIN)/hinomi config schema > docs/hinomi.schema.json

forwarder: .venv/.ready ## Write the rules for the other Regions from template.yaml
	$(BIN)/python -m hinomi_cli.forwarder

docs: .venv/.ready ## Write the generated parts of the documents
	$(BIN)/python -m hinomi_cli.docs

requirements: $(BIN)/uv ## Pin the newest versions with hashes
	for name in uv layer dev sdk ministack sam; do \
		$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
			--no-header requirements/$$name.in --output-file requirements/$$name.txt; \
	done

clean: ## Remove all that was built or installed
	rm -rf .venv .tools .aws-sam .demo .bench build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
