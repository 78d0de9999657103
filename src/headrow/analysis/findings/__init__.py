"""The one door to a shown number."""
