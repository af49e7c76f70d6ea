"""Whose a file is, which counts, what it earns, and what markers add."""
