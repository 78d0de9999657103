"""Background work: what runs at set times, and what waits its turn; the queue is in the database."""
