"""Findings to sentences, tables, charts and maps."""
