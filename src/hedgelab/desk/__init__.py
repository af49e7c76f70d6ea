"""What an instructor runs: handouts out, answer files in, grades and reports.

Answer files are parsed and never run.  Grading needs the standard library, so
that it starts fast; what needs more (the tables, figures, pages) brings it in itself.
"""
