# Every chore in one word. The second run of each is quick: what is set up already is not set up again.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SET_UP := $(VENV)/.set-up

.DEFAULT_GOAL := help
.PHONY: help run lab test lint bench lock clean

help: ## what can be done here
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-6s %s\n", $$1, $$2 }'

run: $(SET_UP) ## open the workbook in the browser
	@exec $(BIN)/workbook serve $(ARGS)

lab: $(SET_UP) ## open the notebooks in JupyterLab
	@exec $(BIN)/workbook lab $(ARGS)

test: $(SET_UP) ## run every test, in a real browser and on real databases too (ARGS="tests/server -k alive")
	@.ci/need tests
	@$(BIN)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder $(ARGS)

lint: $(SET_UP) ## style, types, notebooks without outputs
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@find notebooks tests -name '*.ipynb' -not -path '*/.ipynb_checkpoints/*' -exec $(BIN)/nbstripout --keep-id --verify {} +

bench: $(SET_UP) ## measure, and write the table of results
	@.ci/need tests
	@$(BIN)/python -m benchmarks $(ARGS)

lock: $(SET_UP) ## pin what pyproject.toml asks for (ARGS=--upgrade takes the newest)
	@$(BIN)/uv pip compile pyproject.toml --group dev --extra postgres --universal --generate-hashes \
	  --no-header --no-annotate --quiet --output-file requirements.lock $(ARGS)
	@$(BIN)/uv pip compile pyproject.toml --extra postgres --constraint requirements.lock --universal --generate-hashes \
	  --no-header --no-annotate --quiet --output-file deploy/requirements.lock
	@$(BIN)/uv pip compile deploy/build.in --universal --generate-hashes \
	  --no-header --no-annotate --quiet --output-file deploy/build.lock $(ARGS)

clean: ## remove the environment and what tools have cached
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(SET_UP): requirements.lock pyproject.toml
	@PYTHON=$(PYTHON) .ci/need python
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Setting up: a few minutes, once."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@
