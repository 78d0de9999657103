"""Maps: outlines, hexagons of the national grid, hexagon cartograms, with their key."""
