#!/bin/sh
# Print the path of a Chromium that starts, installing one where that is allowed; nothing where none can be had.
# Order: HEADROW_CHROMIUM, the path, Playwright's own; then apt-get (as root), then Playwright's download.
set -u
cd "$(dirname "$0")/.."
python=.venv/bin/python

say() { printf '%s\n' "$1" >&2; }
# A name on the path may be an empty shell (Ubuntu's chromium-browser without snap).
starts() { [ -n "$1" ] && [ -x "$1" ] && "$1" --version >/dev/null 2>&1; }
take() { if starts "$1"; then printf '%s\n' "$1"; exit 0; fi; }

take_from_path() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        take "$(command -v "$name" || true)"
    done
    take "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
}
take_from_playwright() {
    take "$("$python" -c 'from playwright.sync_api import sync_playwright
with sync_playwright() as playwright: print(playwright.chromium.executable_path)' 2>/dev/null)"
}

take "${HEADROW_CHROMIUM:-}"
take_from_path
take_from_playwright
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    say "headrow: installing chromium with apt-get for the browser tests"
    export DEBIAN_FRONTEND=noninteractive
    apt="apt-get install -y -qq --no-install-recommends chromium"
    { $apt || { apt-get update -qq && $apt; }; } >/dev/null 2>&1
    take_from_path
fi
say "headrow: installing Chromium with Playwright for the browser tests"
"$python" -m playwright install chromium >/dev/null 2>&1
take_from_playwright
say "headrow: no Chromium can be had: the browser tests are NOT RUN (install the package chromium)"
