# Two commands for a fresh machine with Python 3.11+, git and make:
#   make demo   drafts every folder in samples/ and says where the documents are
#   make test   lint, types and all tests
# Others: make bench, make samples (remake the sample folders), make clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
ENGINE ?=

# Modules are compiled once, also where the machine's settings say otherwise: a command starts a third quicker.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test lint types unit bench samples system clean

$(VENV)/demo: pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --quiet --constraint constraints.txt --editable '.[ocr]'
	@touch $@

$(VENV)/dev: pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@ $(VENV)/demo

demo: $(VENV)/demo
ifeq ($(ENGINE),local)
	$(PIP) install --quiet --constraint constraints.txt --editable '.[ocr,local]'
endif
	@$(BIN)/python samples/demo.py $(if $(ENGINE),--engine $(ENGINE))

# System packages that the tests use as real parts; installed where that is allowed, otherwise their tests say why they are skipped.
system:
	@sh .ci/system

test: $(VENV)/dev system lint types unit

lint: $(VENV)/dev
	$(BIN)/ruff check pipeline tests samples benchmarks
	$(BIN)/lint-imports

types: $(VENV)/dev
	$(BIN)/mypy

# What fails beside other tests is tried once more alone: browsers, servers and kills share two cores here.
unit: $(VENV)/dev
	$(BIN)/python -m pytest -n auto --dist worksteal || $(BIN)/python -m pytest --last-failed --last-failed-no-failures none

bench: $(VENV)/dev
	@for file in benchmarks/*.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

samples: $(VENV)/dev
	$(BIN)/python samples/make.py

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .hypothesis
