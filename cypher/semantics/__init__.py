"""What a statement means: which names are in scope where, and of which types."""

from accord.cypher.semantics.analysis import Analysis, Column, Projected
from accord.cypher.semantics.checking import analyse

__all__ = ["Analysis", "Column", "Projected", "analyse"]
