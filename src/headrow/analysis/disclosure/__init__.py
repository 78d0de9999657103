"""What may be shown of a count, and what must be withheld beside it."""
