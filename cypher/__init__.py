"""Cypher over NetworkX graphs."""
