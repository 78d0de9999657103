"""A fictional place with generated data: enough to test every path, and to show the work where no real data can be had.

Everything is made by a seeded generator: no figure here is about anywhere. The place lies in open sea.
"""

from headrow.analysis.sources.example_place.writing import write_example

__all__ = ["write_example"]
