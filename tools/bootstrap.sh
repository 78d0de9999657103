#!/bin/sh
# Make or refresh the environment in .venv from a lock file. Usage: sh tools/bootstrap.sh [product|dev]
# Nothing is done when the lock and pyproject.toml are those of the last time.
set -eu
cd "$(dirname "$0")/.."
want=${1:-product}
lock=requirements.lock
[ "$want" = product ] || lock=requirements-$want.lock
python=.venv/bin/python

stop() { printf 'headrow: %s\n' "$1" >&2; exit 1; }

# The product is part of dev, so a fresh dev environment serves both.
for made in "$want" dev; do
    stamp=.venv/.made-for-$made
    file=requirements.lock; [ "$made" = product ] || file=requirements-$made.lock
    [ -x "$python" ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(cat "$file" pyproject.toml | cksum)" ] && exit 0
done

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
find_python() {
    for name in python3 python3.11 python3.12 python3.13 python3.14; do
        if command -v "$name" >/dev/null 2>&1 && new_enough "$name"; then command -v "$name"; return; fi
    done
}

found=$(find_python)
uv=$(command -v uv || true)
[ -n "$found$uv" ] || stop "Python 3.11 or later is missing: install python3 (Debian, Ubuntu: apt-get install python3 python3-venv; macOS: brew install python)"
printf 'Making the environment in .venv from %s\n' "$lock" >&2

if ! { [ -x "$python" ] && new_enough "$python"; }; then
    rm -rf .venv
    if [ -n "$uv" ]; then
        "$uv" venv --quiet --python "${found:->=3.11}" .venv
    else
        "$found" -c 'import ensurepip' 2>/dev/null || stop "python3-venv is missing: install it (Debian, Ubuntu: apt-get install python3-venv)"
        "$found" -m venv .venv
    fi
fi

if [ -z "$uv" ]; then
    # A uv of our own is much faster than pip; where it cannot be had, pip does the same work.
    [ -x .venv/bin/uv ] || "$python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.lock || true
    [ -x .venv/bin/uv ] && uv=.venv/bin/uv
fi

if [ -n "$uv" ]; then
    install() { "$uv" pip install --quiet --python "$python" "$@"; }
else
    printf 'Without uv: pip takes about a minute\n' >&2
    install() { "$python" -m pip install --quiet --disable-pip-version-check "$@"; }
fi
install --require-hashes -r "$lock"
install --no-deps --no-build-isolation --editable .
cat "$lock" pyproject.toml | cksum >".venv/.made-for-$want"
