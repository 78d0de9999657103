"""Template tags of the site: see `headrow.py`."""
