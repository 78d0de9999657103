# Thin over tools/bootstrap.sh, which makes the environment in .venv. `make` lists what there is.
.DEFAULT_GOAL := help
.PHONY: help install demo assessment test mission lint types contracts format bench docs reference locks clean peers
bin := .venv/bin
OPEN ?= 1

help:  ## list what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

install:  ## make or refresh the environment in .venv, test tools included
	@sh tools/bootstrap.sh dev

demo:  ## run a whole partnership with fictional people on this machine (OPEN=0: set up, check, exit)
	@sh tools/bootstrap.sh product
	@$(bin)/headrow demonstrate $(if $(filter 0,$(OPEN)),--no-open)

assessment:  ## build an assessment from real open data and show it (OPEN=0: build, check, exit)
	@sh tools/bootstrap.sh product
	@$(bin)/headrow demo $(if $(filter 0,$(OPEN)),--no-open)

test: lint types contracts  ## everything a change must pass
	@HEADROW_CHROMIUM="$$(sh tools/chromium.sh)" $(bin)/python -m pytest -n 2 --dist loadfile

mission: install  ## run the tests that prove mission rows, and count them
	@HEADROW_CHROMIUM="$$(sh tools/chromium.sh)" $(bin)/python -m pytest -q -n 2 --dist loadfile -m mission \
		--mission-record=build/mission.json; ended=$$?; \
	PYTHONPATH=tests $(bin)/python -m plugins.mission_count build/mission.json && \
	{ [ $$ended = 0 ] || [ $$ended = 5 ]; }

lint: install  ## ruff: rules and layout
	@$(bin)/ruff check --quiet .
	@$(bin)/ruff format --quiet --check .

format: install  ## ruff: mend what it can, and lay the files out
	@$(bin)/ruff check --quiet --fix . || true
	@$(bin)/ruff format --quiet .

types: install  ## mypy
	@$(bin)/mypy

contracts: install  ## import-linter: who may import whom
	@$(bin)/lint-imports --no-cache

bench: install peers  ## timings beside their peers, as ratios (SIZE=--small or --full)
	@$(bin)/python -m benchmarks $(SIZE)

peers:  ## make the environment of the peers that the benchmarks compare with
	@[ -x .venv-peers/bin/python ] || { $(bin)/python -m venv .venv-peers && \
		.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r benchmarks/peers.lock; }

docs: install  ## run every command and code block of the documentation
	@$(bin)/python -m pytest -q tests/docs

reference: install  ## make docs/reference again, and run the notebook
	@$(bin)/python tools/reference.py
	@$(bin)/python tools/notebook.py

locks: install  ## make the lock files again (needs the network)
	@sh tools/lock.sh

clean:  ## remove what was made, the environment included
	rm -rf .venv .venv-peers build dist out var .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis
