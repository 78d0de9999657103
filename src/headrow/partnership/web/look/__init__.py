"""How the site draws things: pure functions from plain values to marked-up words, used by the template tags."""
