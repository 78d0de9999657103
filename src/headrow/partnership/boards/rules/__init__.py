"""What may happen at a board, and how its reports, risks and escalations are judged; one module a subject."""
