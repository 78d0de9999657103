"""What a release may and may not be, and the checks it passes before anybody reads it."""
