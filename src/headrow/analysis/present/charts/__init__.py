"""Charts: one module a kind, each with `draw`, `alt_text` and `table` over plain data."""
