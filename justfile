# Commands for developers; `just` lists them (https://just.systems).

python := if os_family() == "windows" { ".venv-dev/Scripts/python" } else { ".venv-dev/bin/python" }

[private]
default:
    @just --list

# Make the virtual environment and install everything
setup:
    python3 -m venv .venv-dev
    {{python}} -m pip install -q -e '.[dev]'

# Run the tests: just test, just test tests/formats -k pdf; just test --cov measures coverage
test *arguments:
    {{python}} -m pytest -n auto {{arguments}}

# Check lint, format and types, as CI does
check:
    {{python}} -m ruff check .
    {{python}} -m ruff format --check .
    {{python}} -m mypy

# Ask a database of vulnerabilities about every installed library (needs the network)
audit:
    {{python}} -m pip install -q -e '.[audit]'
    {{python}} -m pip_audit

# Format the code, and fix what ruff can fix
format:
    {{python}} -m ruff check --fix .
    {{python}} -m ruff format .

# Renew docs/cli.md, the man page, the examples in README and docs, and the pictures
docs:
    {{python}} docs/check_list.py
    {{python}} docs/cli_reference.py
    {{python}} docs/examples.py
    {{python}} docs/man_page.py
    {{python}} docs/picture.py
    {{python}} docs/screenshot.py
