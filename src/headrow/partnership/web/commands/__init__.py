"""The commands that run the partnership's site, each in a module of its own."""
