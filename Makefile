# Two commands are enough: `make run` to see the portal, `make test` to check it. Both install what is missing.
PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := help
.PHONY: help run test quality bench resetdb setup setup-dev

help:  ## This list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

setup:
	@$(PYTHON) tools/setup.py

setup-dev:
	@$(PYTHON) tools/setup.py --dev

run: setup  ## Serve the portal with the demo campaign on http://127.0.0.1:8000 (PORT=… for another port)
	@exec $(BIN)/python tools/run.py

test: setup-dev  ## Every test, on throw-away servers
	@exec $(BIN)/python tools/test.py

quality: setup-dev  ## Format, lint, types, import contracts, migrations in step, templates, deploy check
	@exec $(BIN)/python tools/quality.py

bench: setup-dev  ## Measurements as ratios to a reference of the same run (NAME=… for one)
	@exec $(BIN)/python tools/bench.py $(NAME)

resetdb:  ## Forget the trial data; the next `make run` begins anew
	rm -rf var
