"""Files and functions stay small enough to read, say what they are for, and have names that mean
something. The targets are those of CONTRIBUTING.md, measured on the package as it stands."""

import ast
import statistics
from dataclasses import dataclass
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "headrow"

LONGEST_MODULE, LONG_MODULE, LONG_MODULES_SHARE = 500, 300, 0.05
LONGEST_FUNCTION = 60
MEDIAN_FUNCTION, NINTH_FUNCTION = 10, 30
MEDIAN_MODULE, NINTH_MODULE = 120, 300
VAGUE = {"utils", "util", "core", "common", "misc", "base", "helpers", "helper"}
VAGUE |= {"service", "services", "manager", "managers"}


@dataclass(frozen=True)
class Part:
    """A module or a function: where it is, its lines, whether anybody outside may use it."""

    where: str
    lines: int
    public: bool
    documented: bool


def parts_of(path: Path, package: Path) -> tuple[Part, list[Part]]:
    """A module, and every function in it at whatever depth."""
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    where = path.relative_to(package).as_posix()
    functions = [
        Part(
            where=f"{where}:{node.lineno} {node.name}",
            lines=node.end_lineno - node.lineno + 1,
            public=node in tree.body and not node.name.startswith("_"),
            documented=ast.get_docstring(node) is not None,
        )
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    documented = ast.get_docstring(tree) is not None
    return Part(where, len(source.splitlines()), True, documented), functions


def ninth_of_ten(sizes: list[int]) -> int:
    """The nearest-rank 90th percentile."""
    return sorted(sizes)[-(-len(sizes) * 9 // 10) - 1]


def shapes_missed(name: str, parts: list[Part], median: int, ninth: int) -> list[str]:
    """Where the spread of sizes is beyond its targets."""
    sizes = [part.lines for part in parts] or [0]
    figures = {"median": statistics.median(sizes), "90th percentile": ninth_of_ten(sizes)}
    limits = {"median": median, "90th percentile": ninth}
    return [
        f"{name}: {which} of {figures[which]:g} lines, target {limit}"
        for which, limit in limits.items()
        if figures[which] > limit
    ]


def missed(package: Path) -> list[str]:
    """One line for each target that a package misses, naming what is behind it."""
    # Migrations are written by Django, and never edited.
    ours = (path for path in sorted(package.rglob("*.py")) if "migrations" not in path.parts)
    read = [parts_of(path, package) for path in ours]
    every = [module for module, _ in read]
    modules = [module for module in every if module.lines > 1]
    functions = [function for _, functions in read for function in functions]
    long = [module for module in modules if module.lines > LONG_MODULE]
    crowded = len(long) > LONG_MODULES_SHARE * len(modules)
    return [
        *(
            f"{part.where}: {part.lines} lines"
            for part in functions
            if part.lines > LONGEST_FUNCTION
        ),
        *(f"{part.where}: {part.lines} lines" for part in modules if part.lines > LONGEST_MODULE),
        *(f"{part.where}: {part.lines} lines, too many such modules" for part in long if crowded),
        *(f"{part.where}: no docstring" for part in [*modules, *functions] if bare(part)),
        *(f"{part.where}: a name that says nothing" for part in every if is_vague(part)),
        *shapes_missed("functions", functions, MEDIAN_FUNCTION, NINTH_FUNCTION),
        *shapes_missed("modules", modules, MEDIAN_MODULE, NINTH_MODULE),
    ]


def is_vague(part: Part) -> bool:
    """Whether a module, or a folder on the way to it, has a name that says nothing."""
    return bool(VAGUE.intersection(part.where.removesuffix(".py").split("/")))


def bare(part: Part) -> bool:
    """Whether others may use it and nothing says what it is for."""
    return part.public and not part.documented


def test_the_package_keeps_its_targets():
    assert missed(PACKAGE) == []


def function(name: str, lines: int) -> str:
    """The source of a function of so many lines, docstring included."""
    return f'def {name}():\n    """Count."""\n' + "    1 + 1\n" * (lines - 2)


GOOD = '"""A module."""\n\n' + function("count", 10)

SPOILT = {
    "a function past the wall": ({"a.py": GOOD + function("long", 61)}, "a.py:13 long: 61 lines"),
    "a module past the wall": ({"a.py": GOOD + "# \n" * 500}, "a.py: 512 lines"),
    "too many long modules": (
        {"a.py": GOOD + "# \n" * 300, "b.py": GOOD},
        "a.py: 312 lines, too many such modules",
    ),
    "a module without a docstring": ({"a.py": function("count", 10)}, "a.py: no docstring"),
    "a public function without a docstring": (
        {"a.py": GOOD + "def bare():\n    return 1\n"},
        "a.py:13 bare: no docstring",
    ),
    "a drawer for odds and ends": ({"utils/a.py": GOOD}, "utils/a.py: a name that says nothing"),
    "functions that are long as a rule": (
        {"a.py": '"""A module."""\n' + function("one", 11) + function("two", 11)},
        "functions: median of 11 lines, target 10",
    ),
}


@pytest.mark.parametrize(("files", "complaint"), SPOILT.values(), ids=SPOILT)
def test_a_package_that_misses_a_target_is_told_which(tmp_path, files, complaint):
    for name, source in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(source, encoding="utf-8")
    assert complaint in missed(tmp_path)


def test_a_package_within_its_targets_is_not_complained_of(tmp_path):
    (tmp_path / "a.py").write_text(GOOD, encoding="utf-8")
    assert missed(tmp_path) == []
