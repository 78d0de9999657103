"""The analysis commands; no arithmetic here."""
