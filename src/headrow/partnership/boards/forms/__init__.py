"""Forms of the boards' pages."""
