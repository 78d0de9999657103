"""Snapshots named by content, Parquet, and the engine that reads them."""
