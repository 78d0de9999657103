"""Which areas touch: queen contiguity from outlines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from headrow.analysis.methods.neighbours import Neighbours, from_pairs


def queen(outlines: Sequence[Any]) -> Neighbours:
    """Areas that share at least one point of their outlines are neighbours.

    outlines: shapely geometries, one an area, valid. Simplified outlines give false links and lose true ones;
    the figure that uses them says which outlines it stood on.
    """
    import shapely

    shapes = np.asarray(outlines, dtype=object)
    left, right = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    apart = left < right
    return from_pairs(len(shapes), np.column_stack([left[apart], right[apart]]))
