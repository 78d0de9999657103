"""Empty until the partnership floor is built."""
