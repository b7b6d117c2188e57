"""Cypher over NetworkX graphs: `run` answers one query, a `Session` many; `engine` shows the whole way on one page."""

from accord.cypher.engine import run
from accord.cypher.errors import CypherError, NotSupported
from accord.cypher.result import Counters, Node, Path, Relationship, Result
from accord.cypher.session import Session

__all__ = [
    "Counters",
    "CypherError",
    "Node",
    "NotSupported",
    "Path",
    "Relationship",
    "Result",
    "Session",
    "run",
]
