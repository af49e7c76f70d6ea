"""How those who wait are told how far a long task is."""

from collections.abc import Callable

OnProgress = Callable[[int, int], None]
"""Told how many are done, and of how many: 0 where nobody knows yet."""
