"""The PostgreSQL that Headrow starts itself, its roles, and its backups; nothing here needs Django."""
