"""Text to syntax tree: `parse(text)` gives a `tree.Statement` or raises a `CypherError`."""
