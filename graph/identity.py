"""Stable names: the same relation, claim or document has the same id in every run, store and file.

A relation's id can be read (``state:PRK-SENDS:arms->state:RUS``); ids of claims and documents are the beginning of a
SHA-256 over what they say, so that reading a text twice names the same things twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from accord.graph.amounts import phrase
from accord.graph.model import Quantity
from accord.graph.schema import load_schema

__all__ = ["claim_id", "document_id", "ordered_ends", "relation_id"]

# 80 bits: among a hundred million claims two would share an id with a chance of one in two hundred million.
DIGITS = 20


def ordered_ends(type: str, source: str, target: str) -> tuple[str, str]:
    """The ends of a relation as they are kept: sorted for a symmetric type, as given for any other.

    Raises `KeyError` if the schema lacks the type.

    >>> ordered_ends("MEETS", "state:RUS", "state:CHN")
    ('state:CHN', 'state:RUS')
    """
    if load_schema().relations[type].symmetric and target < source:
        return target, source
    return source, target


def relation_id(type: str, source: str, target: str, category: str | None = None) -> str:
    """The id of the one relation of this type, ends and category; the ends of symmetric types may come in any order.

    Raises `KeyError` if the schema lacks the type.

    >>> relation_id("SENDS", "state:PRK", "state:RUS", "arms")
    'state:PRK-SENDS:arms->state:RUS'
    >>> relation_id("MEETS", "state:RUS", "state:CHN")
    'state:CHN-MEETS-state:RUS'
    """
    source, target = ordered_ends(type, source, target)
    name = f"{type}:{category}" if category else type
    return f"{source}-{name}{'-' if load_schema().relations[type].symmetric else '->'}{target}"


def claim_id(
    document: str, relation: str, start: int, end: int, status: str = "actual", quantities: Iterable[Quantity] = ()
) -> str:
    """The id of what a document says of a relation in the sentence at ``start:end``, with that status and amounts.

    >>> claim_id("doc:1", "state:PRK-SENDS:arms->state:RUS", 0, 42)
    'claim:9352e97498727c5dacda'
    """
    amounts = sorted(phrase(quantity) for quantity in quantities)
    return f"claim:{_digest(document, relation, str(start), str(end), status, *amounts)}"


def document_id(text: str) -> str:
    """The id of a document with this text.

    >>> document_id("Paris et Berlin signent un accord.")
    'doc:b41b43cb7c76ec4d3bfd'
    """
    return f"doc:{_digest(text)}"


def _digest(*parts: str) -> str:
    # Lengths keep ("ab", "c") and ("a", "bc") apart; a lone surrogate is hashed rather than refused.
    joined = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]
