"""The catalogue of methods: every code of the statistics fixtures and what answers it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from headrow.analysis.methods import (
    area_changes,
    autocorrelation,
    change,
    clusters,
    concentration,
    control_charts,
    data_quality,
    density,
    displacement,
    funnels,
    gradients,
    harm,
    interrupted_series,
    intervals,
    linkage,
    multiple_tests,
    near_repeat,
    networks,
    prioritising,
    repeat_victims,
    seasons,
    small_areas,
    standardisation,
    surveys,
    vulnerability,
)
from headrow.analysis.methods.method import Method

FAMILIES = (
    intervals,
    change,
    control_charts,
    seasons,
    funnels,
    standardisation,
    harm,
    concentration,
    autocorrelation,
    clusters,
    multiple_tests,
    gradients,
    prioritising,
    small_areas,
    area_changes,
    data_quality,
    vulnerability,
    displacement,
    density,
    near_repeat,
    repeat_victims,
    surveys,
    linkage,
    networks,
    interrupted_series,
)

METHODS: Mapping[str, Method] = MappingProxyType(
    {method.code: method for family in FAMILIES for method in family.METHODS}
)
