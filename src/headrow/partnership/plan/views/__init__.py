"""The pages of the plan; one module a subject."""
