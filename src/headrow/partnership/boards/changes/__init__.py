"""Everything that may change on a board; one module a subject."""
