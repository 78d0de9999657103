"""Timings of workloads beside their peers, as ratios."""
