"""Findings to figure cards: a title that says what was found, a drawing, its table and how it was worked out."""
