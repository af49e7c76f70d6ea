"""The gradebook: the one place that keeps what was found, marked and graded."""
