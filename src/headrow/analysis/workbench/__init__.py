"""The analysis as a library: open a place, ask, look at the trail, build the assessment."""
