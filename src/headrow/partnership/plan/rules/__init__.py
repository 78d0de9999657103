"""What may happen to a plan, and how its deliverables, duties and money are judged; one module a subject."""
