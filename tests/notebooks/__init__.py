"""The labs: what their cells compute, and how they stand in the book."""
