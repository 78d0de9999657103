"""The demonstration: visibly fictional people at a real locality's plan, made by each app's own changes."""
