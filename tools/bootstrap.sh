#!/bin/sh
# Make or refresh the environment in .venv from a lock file: sh tools/bootstrap.sh [product|dev]
# Uses a uv on the path; else fetches the pinned uv into .venv; else does the same work with pip.
# Nothing is done when the lock, pyproject.toml and the folder are those of the last time.
set -eu
cd "$(dirname "$0")/.."
want=${1:-product}
python=.venv/bin/python

say() { printf 'headrow: %s\n' "$1" >&2; }
stop() { say "$1"; exit 1; }
lock_of() { [ "$1" = product ] && echo requirements.lock || echo "requirements-$1.lock"; }
state_for() { { cat "$(lock_of "$1")" pyproject.toml; pwd; } | cksum; }
is_made_for() { [ -x "$python" ] && [ "$(cat ".venv/.made-for-$1" 2>/dev/null)" = "$(state_for "$1")" ]; }
new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
find_python() {
    for name in python3 python3.11 python3.12 python3.13 python3.14; do
        if new_enough "$name"; then command -v "$name"; return; fi
    done
}

lock=$(lock_of "$want")
[ -f "$lock" ] || stop "there is no $lock: say product or dev"
# The product is part of dev, so an environment made for dev serves both.
# The site's style sheet, scripts and faces; nothing is done when they are those of the sources.
static_files() { "$python" tools/static_files.py; }
if is_made_for "$want" || is_made_for dev; then static_files; exit 0; fi

found=$(find_python)
uv=$(command -v uv || true)
[ -n "$found$uv" ] || stop "Python 3.11 or later is missing: install python3 (Debian, Ubuntu: apt-get install python3 python3-venv; macOS: brew install python)"
say "making the environment in .venv from $lock"

if ! new_enough "$python"; then
    rm -rf .venv
    if [ -n "$uv" ]; then
        "$uv" venv --quiet --python "${found:->=3.11}" .venv
    else
        "$found" -c 'import ensurepip' 2>/dev/null || stop "python3-venv is missing: install it (Debian, Ubuntu: apt-get install python3-venv)"
        "$found" -m venv .venv
    fi
fi

with_pip() { "$python" -m pip install --quiet --disable-pip-version-check "$@"; }
# Compiled once here, the packages need not be compiled at the first run of each command.
with_uv() { "$uv" pip install --quiet --compile-bytecode --python "$python" "$@"; }
if [ -z "$uv" ] && { [ -x .venv/bin/uv ] || with_pip --require-hashes -r requirements-uv.lock; }; then
    uv=.venv/bin/uv
fi
if [ -n "$uv" ]; then
    install=with_uv
else
    say "uv cannot be had, so pip does the work; it takes about a minute"
    install=with_pip
fi
$install --require-hashes -r "$lock"
$install --no-deps --no-build-isolation --editable .
static_files
state_for "$want" >".venv/.made-for-$want"
