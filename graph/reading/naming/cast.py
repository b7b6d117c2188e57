"""Who and what a document names: the cast that later stages relate."""

from __future__ import annotations

from dataclasses import dataclass

from accord.graph.model import Entity

__all__ = ["Cast", "Naming"]


@dataclass(frozen=True, slots=True)
class Naming:
    """A place in the text that stands for entities: ``document.text[start:end]``, in sentence `sentence`.

    `manner` says how: ``name`` (a name or abbreviation), ``adjective`` (a nationality: *nord-coréennes*), ``seat``
    (a capital or seat of power standing for its state), ``description`` (*les deux pays*, *cette alliance*,
    *le régime*), ``pronoun`` (*il*, *leur*, *dont*). Descriptions and pronouns refer only; they are no mentions of
    the graph. `entities` has more than one id where a group is meant (*ces quatre États*).
    """

    start: int
    end: int
    sentence: int
    entities: tuple[str, ...]
    manner: str

    @property
    def refers_only(self) -> bool:
        """Whether this is a description or pronoun, not a name."""
        return self.manner in ("description", "pronoun")


@dataclass(frozen=True, slots=True)
class Cast:
    """The entities of a document, sorted by id, and where each is named or referred to, sorted by position."""

    entities: tuple[Entity, ...]
    namings: tuple[Naming, ...]
