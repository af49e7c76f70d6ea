"""An assignment as questions that a learning platform asks by itself.

`bank` says what is asked; each of the other modules writes it down as some platform reads it.
"""
