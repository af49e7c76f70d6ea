"""Grading, step by step.

`run` takes in what was handed in.  `outcomes` then says what becomes of each file: whose it is
(`matching`), how late it came (`lateness`) and which of a student's counts (`choosing`).  Marking
and regrading come later, and work from the ledger alone.
"""
