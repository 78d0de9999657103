"""Outline and locality to a built document."""
