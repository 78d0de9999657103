#!/bin/sh
# Make the lock files again: every version and hash, no address and no path, so that they work behind any mirror.
# Usage: sh tools/lock.sh [--upgrade]. Without --upgrade the versions already locked stand.
set -eu
cd "$(dirname "$0")/.."
uv=$(command -v uv || echo .venv/bin/uv)

lock() {
    output=$1; shift
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-annotate --no-header --output-file "$output" "$@"
}

lock requirements.lock pyproject.toml requirements.in "${@}"
lock requirements-dev.lock pyproject.toml requirements.in requirements-dev.in -c requirements.lock "${@}"
lock requirements-uv.lock requirements-uv.in "${@}"
