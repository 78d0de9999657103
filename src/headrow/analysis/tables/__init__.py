"""Conformed table shapes, the ledger, and the two plug-in shapes."""
