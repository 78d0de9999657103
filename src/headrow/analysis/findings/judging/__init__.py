"""What a question's method asks for: judged on exact counts, handing on a class, a flag or an index, never a count."""
