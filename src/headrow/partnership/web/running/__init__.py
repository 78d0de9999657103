"""How the installation runs, for the administrator."""
