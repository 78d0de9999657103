"""What the pages of the plan ask; one module a subject."""
