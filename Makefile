# The two commands a newcomer needs are `make newsroom` and `make test`; `make help` lists the rest.

# macOS: a Python that is not Homebrew's does not look where Homebrew puts Pango. The system drops this variable
# on the way through make and sh, so it stands right before the program.
ifeq ($(shell uname -s),Darwin)
LIBRARIES := DYLD_FALLBACK_LIBRARY_PATH=/opt/homebrew/lib:/usr/local/lib:/usr/lib
endif

RUN := $(LIBRARIES) .venv/bin/python
PRESSKIT := $(RUN) -m presskit

.DEFAULT_GOAL := fast
.PHONY: fast test newsroom serve bench bench-pdf judge format golden pictures wheel constraints clean help setup setup-test setup-bench \
	programs format-check lint types floors fast-tests all-tests

# One line of work after the other: the closing line is the tests'.
.NOTPARALLEL:

ifdef PYTHON
export PYTHON
endif

fast: format-check lint types floors fast-tests ## format, lint, types, floors and the fast tests, in under a minute (the default)

test: programs format-check lint types floors all-tests ## everything, in a quarter of an hour on two processors

newsroom: setup ## build releases/ into public/
	@$(PRESSKIT) build; status=$$?; \
	if [ -f public/index.html ]; then \
		printf '\nlook at public/index.html, or type `make serve` for a preview that follows your changes\n'; \
	fi; \
	exit $$status

serve: setup ## preview releases/ on this machine
	@$(PRESSKIT) serve $(ARGS)

bench: setup-bench ## measure builds against Hugo and Pelican (options: make bench ARGS="...")
	@$(RUN) bench/same_page.py
	@$(RUN) bench/run.py $(ARGS)

bench-pdf: setup-bench ## measure print PDFs against naive WeasyPrint, Typst and Chromium
	@$(RUN) bench/pdf.py $(ARGS)

judge: programs ## let Lighthouse judge a release and the front page
	@tools/judges.sh all
	@$(RUN) tools/judge.py

format: setup-test ## format the code and mend what ruff can mend
	@$(RUN) -m ruff format .
	@$(RUN) -m ruff check --fix .

golden: setup-test ## write the golden files anew; read the difference before you commit it
	@WRITE_EXPECTED=1 $(RUN) -m pytest -q tests/errors

pictures: setup programs ## take the pictures of README.md anew, from the founding release
	@$(RUN) tools/take_pictures.py

wheel: setup ## build the wheel into dist/
	@PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt \
		$(RUN) -m pip wheel -qq --disable-pip-version-check --no-deps -w dist .
	@ls dist/*.whl

constraints: ## pin today's newest packages in constraints.txt
	@tools/renew_constraints.sh

clean: ## remove what can be made again, except .venv and .tools
	@if [ -x .venv/bin/presskit ]; then $(PRESSKIT) clean; fi
	@rm -rf dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .bench
	@find src tests tools bench -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1 - \2/p' Makefile | awk -F ' - ' '{ printf "%-18s %s\n", $$1, $$2 }'

setup:
	@tools/setup.sh

setup-test:
	@tools/setup.sh test

setup-bench:
	@tools/setup.sh bench

programs: setup-test
	@tools/test_programs.sh
	@tools/judges.sh

format-check: setup-test
	$(RUN) -m ruff format --check .

lint: setup-test
	$(RUN) -m ruff check .

types: setup-test
	$(RUN) -m mypy

floors: setup-test
	.venv/bin/lint-imports --no-logo

fast-tests: setup-test
	$(RUN) -m pytest -n auto -m "not slow"

all-tests: setup-test
	$(RUN) -m pytest -n auto
