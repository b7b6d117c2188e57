"""A graph as arrays: the `Snapshot` protocol, and its first source, NetworkX."""
