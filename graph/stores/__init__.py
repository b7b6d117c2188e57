"""Where the graph is kept: one protocol, two homes.

- `store` says what a store is; `opening` opens one by its address.
- `records` is the layout that both share (model values as properties, and back), `batches` checks what goes in.
- `embedded` is the NetworkX graph in one file: `file` reads and writes it, `changes` works out what a batch changes,
  `walking` reads the graph.
- `neo4j` is the server: `neo4j_writing` puts documents in, `neo4j_errors` says what went wrong.
"""
