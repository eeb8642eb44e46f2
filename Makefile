# A fresh machine needs Python 3.11 or later, make and git. uv is used where it is found: make UV= ... installs with pip.
PYTHON ?= python3
UV ?= $(shell command -v uv 2>/dev/null)
BIN := .venv/bin
COMPILE = $(UV) pip compile pyproject.toml --universal --generate-hashes --python-version 3.11 \
	--no-emit-index-url --no-emit-find-links --no-header --quiet

# Each executed notebook is run again in a kernel of its own; they share the evidence, which is gathered once.
NBVAL = $(BIN)/pytest --numprocesses auto --dist loadfile --nbval-lax --nbval-current-env reports/notebooks

# Only the environment's own packages may be imported.
unexport PYTHONPATH PYTHONHOME

.DEFAULT_GOAL := help
.PHONY: help bench-engine bench-evidence reports check lab pdf test lock clean distclean runtime testing

help:
	@echo "make reports   install what is needed and bring data/processed and the reports up to date (ARGS=... is passed on)"
	@echo "make test      lint, types, tests, and the executed notebooks run again"
	@echo "make check     validate the raw tables"
	@echo "make lab       open the notebooks in JupyterLab"
	@echo "make pdf       print all reports into dist/karabakh-analysis.pdf (needs Chromium)"
	@echo "make bench-evidence   what checking, bounding and explaining costs, as a table"
	@echo "make bench-engine     what a build costs beside papermill and nbconvert, Snakemake and the pure work (it takes a quarter of an hour)"
	@echo "make lock      compile the lock files again (needs uv; UPGRADE=--upgrade takes newer versions)"
	@echo "make clean     remove caches and what-if reports; make distclean also removes the environment"

reports: runtime
	$(BIN)/karabakh-analysis build $(ARGS)

check: runtime
	$(BIN)/karabakh-analysis check $(ARGS)

lab: runtime
	$(BIN)/karabakh-analysis lab $(ARGS)

pdf: testing
	$(BIN)/karabakh-analysis build
	$(BIN)/python -m karabakh_analysis.report.pdf dist/karabakh-analysis.pdf $(ARGS)

test: testing
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy --strict src tools
	$(BIN)/pytest --numprocesses auto --dist worksteal $(ARGS)
	@if find reports/notebooks -name '*.ipynb' 2>/dev/null | grep -q .; then \
		echo "$(NBVAL)"; \
		store=$$(mktemp -d) && trap 'rm -rf "$$store"' EXIT && KARABAKH_ANALYSIS_STORE="$$store" $(NBVAL); \
	elif [ -n "$$CI" ]; then \
		echo "reports/notebooks holds no executed notebook: run make reports and commit them" >&2; exit 1; \
	else \
		echo "reports/notebooks holds no executed notebook yet: none was run again"; \
	fi

bench-engine: testing
	@[ -x .bench/bin/snakemake ] || { $(PYTHON) -m venv .bench && .bench/bin/pip install --quiet --requirement benchmarks/requirements.txt; }
	$(BIN)/python -m benchmarks.engine --snakemake .bench/bin/snakemake

bench-evidence: runtime
	$(BIN)/python -m benchmarks.evidence

runtime:
	@$(PYTHON) tools/environment.py requirements.lock --uv "$(UV)"

testing:
	@$(PYTHON) tools/environment.py requirements-test.lock --uv "$(UV)"

lock:
	@[ -n "$(UV)" ] || { echo "make lock needs uv: https://docs.astral.sh/uv/" >&2; exit 1; }
	$(COMPILE) --extra build --output-file requirements.lock $(UPGRADE)
	$(COMPILE) --extra build --extra test --extra cluster --constraints requirements.lock --output-file requirements-test.lock $(UPGRADE)

clean:
	rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis .test-output reports/what-if .build
	find . -path ./.venv -prune -o \( -name __pycache__ -o -name .ipynb_checkpoints \) -type d -exec rm -rf {} +

distclean: clean
	rm -rf .venv .bench
