"""Learning platforms, one file each: how they name what was handed in, and what they take back."""
