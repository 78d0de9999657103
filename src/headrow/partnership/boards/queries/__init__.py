"""What of the boards a reader may see."""
