"""Pages of publishing for the staff, and the public host's answers."""
