"""The one program, `headrow`."""
