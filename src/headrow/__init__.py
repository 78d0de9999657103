"""Strategic assessments for community safety partnerships: from open data to the page.

The few names an analyst needs, each loaded when first used: `headrow.open`, `check`, `sources`, `measures`,
`methods`, `work_out`, `example`, `Warehouse`.
"""

from importlib import import_module
from typing import Any

# Imported by name and late: the root package leans on nothing, and `import headrow` takes no time.
NAMES = {
    "open": "headrow.analysis.workbench.opening:open_workbench",
    "check": "headrow.analysis.workbench.checking:check",
    "sources": "headrow.analysis.sources.gathering:registered",
    "measures": "headrow.analysis.findings.catalogue:measures",
    "methods": "headrow.analysis.findings.catalogue:methods",
    "work_out": "headrow.analysis.workbench.working_out:work_out",
    "example": "headrow.analysis.sources.example_place.writing:write_example",
    "Warehouse": "headrow.analysis.warehouse.folder:Warehouse",
}


def __getattr__(name: str) -> Any:
    if name not in NAMES:
        raise AttributeError(f"headrow has no '{name}'. It has: {', '.join(NAMES)}.")
    module, _, held = NAMES[name].partition(":")
    return getattr(import_module(module), held)


def __dir__() -> list[str]:
    return sorted([*globals(), *NAMES])
