"""How text comes in and goes out."""
