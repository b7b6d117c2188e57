"""What a statement means: which names are in scope where, and of which types; see `analysis`."""
