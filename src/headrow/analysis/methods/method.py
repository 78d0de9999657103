"""What a method is: a named piece of arithmetic that answers values with values."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

Values = Mapping[str, Any]
Answers = Callable[[Values, Values], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Method:
    """One entry of the catalogue behind `headrow measure NAME`.

    answers: takes the inputs and the parameters of a JSON file, gives back plain JSON values.
    source: where the arithmetic comes from, as it is printed beside a figure.
    """

    code: str
    title: str
    answers: Answers
    source: str


def plain(value: Any) -> Any:
    """Turn a result into JSON values; a number that is not finite becomes null, never a zero."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def answer_of(result: Any, **more: Any) -> dict[str, Any]:
    """Give a result as JSON values, with `flag` (the first flag, or null) beside `flags`."""
    answer = plain(result) | plain(more)
    flags = answer.get("flags") or []
    answer.setdefault("flag", flags[0] if flags else None)
    return answer
