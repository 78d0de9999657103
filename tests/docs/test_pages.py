"""Every command and code block of the documentation runs, in the order of its page.

A page runs in a folder of its own. Lines that begin with `make ` are run dry, in the checkout: what they would do is
tested elsewhere. Blocks marked `text` and `json` are not run.
"""

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from headrow.command.main import program

CHECKOUT = Path(__file__).parents[2]
DOCS = CHECKOUT / "docs"
PAGES = sorted(
    path for kind in ("start", "tasks", "reasons") for path in (DOCS / kind).glob("*.md")
)
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RUN, NOT_RUN = {"sh", "python"}, {"text", "json"}


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its text, and its line on the page."""

    language: str
    text: str
    line: int


def blocks_of(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    return [
        Block(found[1], found[2], text[: found.start()].count("\n") + 2)
        for found in BLOCK.finditer(text)
    ]


WITH_BLOCKS = [page for page in PAGES if any(block.language in RUN for block in blocks_of(page))]


@pytest.fixture(scope="session")
def shared_warehouse(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("warehouse")


def shell(text: str) -> str:
    """The block, with its `make` lines run dry in the checkout and the activation of `.venv` left out."""
    lines = []
    for line in text.splitlines():
        if line.startswith("make "):
            line = (
                f"make -n -C {shlex.quote(str(CHECKOUT))} {line.removeprefix('make ')} > /dev/null"
            )
        lines.append(":" if line.startswith(". .venv/") else line)
    return "\n".join(lines)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("page", WITH_BLOCKS, ids=lambda page: f"{page.parent.name}/{page.stem}")
def test_each_block_of_the_page_runs(page, tmp_path, shared_warehouse, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HEADROW_HOME", str(shared_warehouse))
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    names: dict = {}
    for block in blocks_of(page):
        if block.language == "python":
            exec(compile(block.text, f"{page.name}:{block.line}", "exec"), names)
        elif block.language == "sh":
            run_in_shell(page, block)


def run_in_shell(page: Path, block: Block) -> None:
    command = ["bash", "-eu", "-o", "pipefail", "-c", shell(block.text)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (
        f"{page.name}:{block.line}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    )
    assert "Traceback" not in done.stderr


def test_every_block_is_of_a_kind_that_is_known():
    kinds = {block.language for page in DOCS.rglob("*.md") for block in blocks_of(page)}
    assert kinds <= RUN | NOT_RUN
    assert len(WITH_BLOCKS) >= 8


def calls_of_headrow() -> list[tuple[str, str]]:
    """Every call of `headrow` that a page shows, of the pages at the root too: page and call."""
    found = []
    for page in [*DOCS.rglob("*.md"), *CHECKOUT.glob("*.md")]:
        for block in blocks_of(page):
            lines = (
                block.text.replace("\\\n", " ").splitlines()
                if block.language in ("sh", "text")
                else []
            )
            calls = [
                line.partition("#")[0].strip() for line in lines if line.startswith("headrow ")
            ]
            found += [(page.name, call) for call in calls if "..." not in call.split()]
    return found


@pytest.mark.parametrize(("page", "call"), calls_of_headrow())
def test_each_call_shown_is_one_that_the_program_knows(page, call):
    _, *arguments = shlex.split(call.partition("|")[0].partition(">")[0])
    if arguments[0].startswith("-") or "[OPTIONS]" in arguments:
        return
    assert unknown_in(arguments) == ""


def unknown_in(arguments: list[str]) -> str:
    """What the program does not know in a call, or nothing."""
    command = program.get_command(click.Context(program), arguments[0])
    arguments = arguments[1:]
    if isinstance(command, click.Group):
        command, arguments = (
            command.get_command(click.Context(command), arguments[0]),
            arguments[1:],
        )
    if command is None:
        return "the command"
    try:
        command.make_parser(click.Context(command)).parse_args(arguments)
    except click.UsageError as wrong:
        return wrong.format_message()
    return ""


def test_a_call_that_the_program_does_not_know_is_found():
    assert unknown_in(["check", "data", "--locality", "leeds"]) == ""
    assert unknown_in(["asess"]) == "the command"
    assert "--colour" in unknown_in(["check", "data", "--colour"])
    assert unknown_in(["locality", "mend", "x"]) == "the command"


def test_every_link_between_pages_leads_somewhere():
    pages = [*DOCS.rglob("*.md"), *CHECKOUT.glob("*.md")]
    lost = [
        f"{page.relative_to(CHECKOUT)}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert lost == []


@pytest.mark.parametrize("kind", ["tasks", "reasons"])
def test_every_page_is_on_the_list_of_its_kind(kind):
    index = (DOCS / kind / "README.md").read_text(encoding="utf-8")
    missing = [
        page.name
        for page in (DOCS / kind).glob("*.md")
        if f"]({page.name})" not in index and page.stem != "README"
    ]
    assert missing == []
