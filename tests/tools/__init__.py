"""Tests of what stands beside the library."""
