"""The widgets, each in a real Chromium."""
