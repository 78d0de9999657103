"""The catalogue of methods: every code of the statistics fixtures and what answers it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from headrow.analysis.methods import (
    change,
    clusters,
    concentration,
    control_charts,
    funnels,
    gradients,
    intervals,
    multiple_tests,
    prioritising,
    seasons,
)
from headrow.analysis.methods.method import Method

FAMILIES = (
    intervals, change, control_charts, seasons, funnels, concentration, clusters, multiple_tests,
    gradients, prioritising,
)

METHODS: Mapping[str, Method] = MappingProxyType(
    {method.code: method for family in FAMILIES for method in family.METHODS})
