"""Giving sheets and feedback to their owners: to each student their own, and to nobody else."""
