# Two commands: `make demo` shows the application, `make test` proves it. `make help` lists the rest.
SHELL := /bin/bash
VAR ?= var
PORT ?= 8000
PROCESSES ?= auto
RUNS ?= 2000
STEPS ?= 50
PY := .venv/bin/python
export VAR PORT

.PHONY: help demo demo-reset test test-long mutation test-pythons lint format coverage pictures bench playbook-schema lock setup setup-dev

help:
	@echo "make demo          the application with sample searches on 127.0.0.1:$(PORT) (PORT=)"
	@echo "make demo-reset    forget the demo's data, so that the next make demo starts over"
	@echo "make test          every test that can run here (DATABASE_URL, CELERY_BROKER_URL, ARGS=)"
	@echo "make test-long     blindness for hours: histories by chance (RUNS=, STEPS=, PROCESSES=)"
	@echo "make mutation      breaks blindness, lifecycles, statistics in one place at a time (ARGS=, PROCESSES=)"
	@echo "make test-pythons  what may differ on the other supported Pythons that are here"
	@echo "make lint          style, types, imports between rooms, migrations, settings, templates"
	@echo "make format        write code and templates in the agreed style"
	@echo "make coverage      the lines and branches that no test reaches"
	@echo "make pictures      pictures of every page and every PDF page"
	@echo "make bench         what pages and PDFs cost; how often the job description checks are right"
	@echo "make playbook-schema  docs/playbook.schema.json, as the reader takes it now"
	@echo "make lock          pin the newest versions that the .in files allow"

setup:
	@bin/setup requirements.txt

setup-dev:
	@bin/setup requirements-dev.txt

demo: setup
	@exec $(PY) bin/demo.py

demo-reset: setup
	@$(PY) bin/demo.py reset

test-pythons: setup-dev
	@bin/test-pythons $(ARGS)

test: setup-dev
	@$(PY) -m pytest -n $(PROCESSES) --dist loadgroup $(ARGS)

test-long: export RUNS := $(RUNS)
test-long: export STEPS := $(STEPS)
test-long: export PROCESSES := $(filter-out auto,$(PROCESSES))
test-long: setup-dev
	@$(PY) bin/test_long.py

mutation: export PROCESSES := $(filter-out auto,$(PROCESSES))
mutation: setup-dev
	@$(PY) bin/mutate.py $(ARGS)

coverage: setup-dev
	@mkdir -p var/coverage
	@$(PY) -m coverage run -m pytest -q $(ARGS)
	@$(PY) -m coverage combine -q
	@$(PY) -m coverage report

lint: setup-dev
	@bin/lint

format: setup-dev
	@$(PY) -m ruff check --fix-only --quiet .
	@$(PY) -m ruff format .
	@git ls-files -z -co --exclude-standard 'templates/*.html' 'templates/*.txt' | xargs -0 -r .venv/bin/djade --target-version 5.2

pictures: setup-dev
	@$(PY) -m tests.journeys.pictures $(ARGS)

bench: setup-dev
	@$(PY) -m benchmarks.run
	@DEMO=1 $(PY) -m benchmarks.jd_checks

playbook-schema: setup
	@DEMO=1 $(PY) -c 'from playbooks.writing import schema_text; print(schema_text(), end="")' \
		> docs/playbook.schema.json

lock: setup-dev
	@bin/lock
