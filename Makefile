# Pasok. `make run` and `make test` do all the set-up that a fresh machine needs: python3 (3.11 or newer, with
# venv), make and the package registries. Everything they make is in .venv and .pasok.

PORT ?= 8000
HOST ?= 127.0.0.1
BIN := .venv/bin
SHELL := /bin/sh

.DEFAULT_GOAL := help
.PHONY: help run test lint attacks faults tools draw gallery words lock clean
.DELETE_ON_ERROR:

help:  ## show this list
	@sed -n 's/^\([a-z]*\):.*  ## \(.*\)/make \1\t\2/p' Makefile

run: .venv/run  ## set up what is missing, then serve: database, web, worker, clock, demo data (PORT=8000)
	@./deploy/reader
	@exec $(BIN)/pasok serve --host $(HOST) --port $(PORT)

test: .venv/test tools lint  ## set up what is missing, then every check and every test
	@$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

lint: .venv/test  ## style, types, the floors of the house, and Django's own checks
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@POOL=0 $(BIN)/python -W ignore::RuntimeWarning -m pasok.site.cli makemigrations --check --dry-run
	@DATABASE_URL=postgresql://pasok_app@db.example/pasok ALLOWED_HOSTS=pasok.example SITE_URL=https://pasok.example \
		SECRET_KEY="$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))')" \
		$(BIN)/pasok check --deploy --fail-level WARNING

tools:  ## find or install what the tests need of the machine: Chromium, Tesseract, libfaketime, FUSE, Spin
	@./deploy/browser
	@./deploy/reader
	@./deploy/faults
	@./deploy/spinner

faults: .venv/test tools  ## break things on purpose, at length, and write docs/faults.md
	@FAULTS=long $(BIN)/pytest -q -rs tests/faults --ignore tests/faults/test_killed_replay.py

draw: .venv/run  ## draw docs/machines from the machines
	@$(BIN)/pasok draw

words: .venv/test  ## collect the texts of the code again, and tell which have no English yet
	@$(BIN)/python -m deploy.words

attacks: .venv/test  ## every attack on the sealed bids, and by which reason each is refused or named
	@$(BIN)/python -m tests.attacks

gallery: .venv/test tools  ## take the pictures of docs/galeri.md again, from the demonstration
	@$(BIN)/python bench/gallery.py

lock: .venv/run  ## make requirements*.txt again from pyproject.toml
	@$(BIN)/pip install --quiet uv
	@for extra in "requirements-test.txt --extra test" "requirements-s3.txt --extra s3 --constraint requirements-test.txt" \
		"requirements.txt --constraint requirements-test.txt"; do \
		$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
			--no-emit-index-url pyproject.toml --output-file $$extra || exit 1; done

clean:  ## remove the environment and the demo database (asks nothing!)
	rm -rf .venv .pasok

.venv/run: requirements.txt pyproject.toml
	@./deploy/environment requirements.txt
	@touch $@

.venv/test: requirements-test.txt pyproject.toml
	@./deploy/environment requirements-test.txt
	@touch .venv/run $@
