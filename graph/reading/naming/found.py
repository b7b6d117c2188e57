"""What one finder saw in one sentence, before names of the same thing are joined."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

__all__ = ["Found", "fold", "slug"]


@dataclass(frozen=True, slots=True)
class Found:
    """A span of the text that names something: ``text[start:end]`` in sentence `sentence`.

    `id` is set where the thing is known (gazetteers, owners); else equal names make one thing. `manner` is as in
    `Naming`. `head` is the class of the head noun (*treaty*, *war*), which joins descriptions. `of` is the id of the
    state in the name; `owners` are those of a programme. `bare` marks a head noun without a name (*le traité*),
    `strength` decides between finders that cross each other.
    """

    start: int
    end: int
    sentence: int
    label: str
    name: str
    kind: str | None = None
    id: str | None = None
    manner: str = "name"
    head: str | None = None
    of: str | None = None
    owners: tuple[str, ...] = ()
    bare: bool = False
    strength: int = 0


def fold(text: str) -> str:
    """`text` without accents, with plain apostrophes; case is kept.

    >>> fold("Corée de l’Émir")
    "Coree de l'Emir"
    """
    text = text.replace("’", "'").replace("œ", "oe").replace("Œ", "Oe")
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def slug(name: str) -> str:
    """A readable ASCII identifier.

    >>> slug("Forces de l'État"), slug("")
    ('forces-de-l-etat', 'unnamed')
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(name).lower()).strip("-") or "unnamed"
