"""Trains what reading has learned, from annotated documents: ``python -m accord.graph.reading.learning FILE…``."""
