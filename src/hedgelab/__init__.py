"""Hedging Lab: place acts of foreign policy on the spectrum from rejection to acceptance."""

__version__ = "0.1.0"
