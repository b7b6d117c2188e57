"""The functions of Cypher, scalar and aggregating; see `registry`."""
