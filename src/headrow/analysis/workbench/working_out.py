"""Working out one figure from given values, by the methods that the assessment uses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from headrow.analysis.findings import catalogue


class WrongInputs(Exception):
    """Values that a method cannot use: which method, what is wrong, and what to do."""


def work_out(
    code: str, inputs: Mapping[str, Any], parameters: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """What the method of that code answers, as plain values.

    inputs, parameters: as in the statistics fixtures (docs/reference/methods.md).
    Raises UnknownName for a code that does not exist, WrongInputs for values that the method cannot use.
    """
    method = catalogue.method(code)
    given = parameters or {}
    try:
        return method.answers(inputs, given)
    except KeyError as missing:
        held = ", ".join([*inputs, *given]) or "nothing"
        raise WrongInputs(
            f"{code} needs {missing}, and was given {held}. Add it to inputs or parameters."
        ) from missing
    except (TypeError, ValueError, ArithmeticError, IndexError, AttributeError) as wrong:
        said = " ".join(str(wrong).split())
        raise WrongInputs(
            f"{code} cannot use these inputs: {said}. Compare docs/reference/methods.md."
        ) from wrong
