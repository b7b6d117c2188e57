"""The schema as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Captions", "Label", "RelationType", "Schema"]

Captions = Mapping[str, str]
"""What a person reads, by language: ``{"en": "Place", "fr": "Lieu"}``."""


@dataclass(frozen=True, slots=True)
class Label:
    """A kind of node. `kinds` maps each value of the property `kind` to its captions, in the codebook's order."""

    name: str
    description: str
    caption: Captions
    kinds: Mapping[str, Captions]
    properties: Mapping[str, str]
    followthemoney: str
    colour: str
    shape: str


@dataclass(frozen=True, slots=True)
class RelationType:
    """A kind of edge, from the labels in `sources` to those in `targets`; `categories` is empty but for flows.

    `plover` and `followthemoney` name the nearest types of those ontologies, `plover` None where there is none.
    """

    name: str
    description: str
    sources: frozenset[str]
    targets: frozenset[str]
    symmetric: bool
    caption: Captions
    inverse: Captions
    categories: Mapping[str, Captions]
    plover: str | None
    followthemoney: str
    colour: str


@dataclass(frozen=True, slots=True)
class Schema:
    """All types, each mapping sorted by name; `properties` by owner (``relation``, ``claim``, ``document``)."""

    labels: Mapping[str, Label]
    relations: Mapping[str, RelationType]
    properties: Mapping[str, Mapping[str, str]]
    statuses: Mapping[str, Captions]
    bounds: Mapping[str, Captions]

    def allows(self, relation: str, source: str, target: str) -> bool:
        """Whether a relation of this type may lead from a node labelled `source` to one labelled `target`."""
        found = self.relations.get(relation)
        return found is not None and source in found.sources and target in found.targets
