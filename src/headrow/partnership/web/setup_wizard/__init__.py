"""Set up a partnership from the browser: eight steps, then a locality folder, and the boards it names."""
