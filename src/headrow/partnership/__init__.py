"""The partnership's own room; later issues fill it."""
