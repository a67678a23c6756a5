# Every entry a newcomer, an operator or the continuous integration needs. `make help` lists them.
PYTHON ?= python3
VENV := .venv
PIP := $(VENV)/bin/python -m pip --disable-pip-version-check
INSTALL := $(PIP) install --quiet --no-deps --require-hashes -r
EDITABLE := $(PIP) install --quiet --no-deps --no-build-isolation -e .
CLICNJOB := $(VENV)/bin/clicnjob

.PHONY: help check setup setup-dev setup-postgres setup-pull demo test test-all lint bench freshness locks

help:
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

check:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "Il manque Python 3.11 ou plus récent. Sur Debian ou Ubuntu : sudo apt install python3 python3-venv"; exit 2; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "Il manque python3-venv. Sur Debian ou Ubuntu : sudo apt install python3-venv"; exit 2; }

$(VENV)/base.done: requirements/base.txt pyproject.toml
	@$(MAKE) --no-print-directory check
	@echo "Préparation de l'environnement (une à deux minutes la première fois)…"
	@test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV)
	@$(INSTALL) requirements/base.txt
	@$(EDITABLE)
	@touch $@

$(VENV)/dev.done: requirements/dev.txt $(VENV)/base.done
	@echo "Installation de ce qu'il faut pour développer et tester…"
	@$(INSTALL) requirements/dev.txt
	@touch $@

setup: $(VENV)/base.done ## prepare the environment only

setup-postgres: $(VENV)/base.done ## add what PostgreSQL and its workers need
	@$(INSTALL) requirements/postgres.txt

setup-pull: $(VENV)/base.done ## add what asking the API of France Travail needs
	@$(INSTALL) requirements/pull.txt

setup-dev: $(VENV)/dev.done ## prepare the environment with the tools of development

demo: $(VENV)/base.done ## a demonstration week, served on 127.0.0.1:5000
	@$(CLICNJOB) demo
	@$(CLICNJOB) serve

lint: $(VENV)/dev.done ## style, types and arrows
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports --no-cache

test: lint ## the whole test suite: both engines, and browser journeys where a Chromium is found
	@$(VENV)/bin/python -m pytest -m "not long"

test-all: test ## then the long checks: every page, state and width, and the faults
	@$(VENV)/bin/python -m pytest -m long

bench: $(VENV)/dev.done ## the figures: weights, imports, ranking
	@$(VENV)/bin/python -m bench

freshness: $(VENV)/dev.done ## what goes out of date: legal figures, declarations
	@$(VENV)/bin/python -m bench.freshness

LOCK := uv pip compile -q pyproject.toml --universal --python-version 3.11 --generate-hashes \
  --no-header --no-emit-index-url --no-emit-find-links

locks: ## write the hashed locks again from pyproject.toml (needs uv)
	@$(LOCK) --extra build -o requirements/base.txt
	@$(LOCK) --extra build --extra postgres -c requirements/base.txt -o requirements/postgres.txt
	@$(LOCK) --extra build --extra pull -c requirements/base.txt -o requirements/pull.txt
	@$(LOCK) --extra dev -c requirements/postgres.txt -c requirements/pull.txt -o requirements/dev.txt
