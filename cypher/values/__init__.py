"""How Cypher values compare, sort, calculate and are called."""
