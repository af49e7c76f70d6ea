"""From the bytes that were handed in to the answers in them; nothing of it is ever run."""
