"""From what the finders saw to one node a thing."""

from __future__ import annotations

from collections.abc import Sequence

from accord.graph.model import Entity
from accord.graph.reading.naming.cast import Naming
from accord.graph.reading.naming.found import Found, fold, slug
from accord.graph.reading.naming.vocabulary import Vocabulary

__all__ = ["merge"]


def merge(
    text: str, found: Sequence[Found], names: dict[str, str], words: Vocabulary
) -> tuple[list[Entity], list[Naming]]:
    """Entities and namings of `found`, which is sorted by position; `names` are the gazetteer's by id.

    Of `words`, `agreements_alone` and `events_alone` are the heads that are one even where no name ever follows (*le cessez-le-feu*).
    """
    ids = _identify(found, words.agreements_alone | words.events_alone)
    grouped: dict[str, list[Found]] = {}
    namings = []
    for item, meant in zip(found, ids, strict=True):
        for id_ in meant:
            grouped.setdefault(id_, []).append(item)
        if meant:
            namings.append(Naming(item.start, item.end, item.sentence, meant, item.manner))
    entities = []
    for id_, group in grouped.items():
        best = next((f for f in group if f.id == id_), max(group, key=lambda f: (f.strength, len(f.name))))
        name = _of_programme(id_, best, names, words) or names.get(id_, best.name)
        called = {text[f.start : f.end] for f in group}
        aliases = tuple(sorted(c for c in called if c.split()[0].lower() not in words.pronouns.possessives))
        kind = next((f.kind for f in group if f.kind and f.kind != "other"), best.kind)
        entities.append(Entity(id_, best.label, name, kind, aliases))
    return entities, namings


def _of_programme(id_: str, item: Found, names: dict[str, str], words: Vocabulary) -> str | None:
    """*North Korea's nuclear programme*, for programmes whose owner and kind are known."""
    kind = words.programme_names.get(item.head or "") if item.label == "Programme" else None
    owner = next((o for o in item.owners if id_ == f"programme:{o.partition(':')[2].lower()}-{item.head}"), None)
    if kind is None or owner is None or owner not in names:
        return None
    return f"{names[owner]}{chr(39) if names[owner].endswith('s') else chr(39) + 's'} {kind}"


def _identify(found: Sequence[Found], alone: frozenset[str]) -> list[tuple[str, ...]]:
    """The ids of each find, in order; none where a bare description has nothing to stand for."""
    full = _full_names(found)
    whole = _wholes(found)
    last_by_head: dict[tuple[str, str], str] = {}
    ids: list[tuple[str, ...]] = []
    named: dict[tuple[str, str], tuple[str, ...]] = {}
    for item in found:
        if item.label in ("Agreement", "Event") and item.head and item.id and not item.bare:
            key, id_ = (item.label, item.head), whole.get(item.id, item.id)
            named[key] = tuple(dict.fromkeys((*named.get(key, ()), id_)))
    for item in found:
        key = (item.label, item.head or "")
        if item.label == "Programme":
            owners = item.owners or ("",)
            meant = tuple(f"programme:{owner.partition(':')[2].lower() or 'unnamed'}-{item.head}" for owner in owners)
        elif item.label in ("Agreement", "Event") and item.bare:
            # Without a name before, the one that the text names later: headlines and first lines say *la guerre*.
            later = named.get(key, ())
            meant = (last_by_head[key],) if key in last_by_head else later if len(later) == 1 else ()
            if not meant and item.head in alone:
                meant = (f"{item.label.lower()}:{slug(item.name)}",)
        else:
            meant = (item.id or full[item.label, _key(item.name)],)
        meant = tuple(whole.get(id_, id_) for id_ in meant)
        if item.head and meant:
            last_by_head[key] = meant[0]
        ids.append(meant)
    return ids


def _wholes(found: Sequence[Found]) -> dict[str, str]:
    """Agreements and events whose words are all in a longer name of the same head: *sommet de Tianjin*, as id → id."""
    ids = sorted(
        {f.id for f in found if f.label in ("Agreement", "Event") and f.id and f.head}, key=lambda i: (-len(i), i)
    )
    heads = {f.id: f.head for f in found if f.id}
    parts = {id_: frozenset(id_.partition(":")[2].split("-")) for id_ in ids}
    made: dict[str, str] = {}
    for id_ in ids:
        longer = [other for other in ids if parts[id_] < parts[other] and heads[id_] == heads[other]]
        if len({made.get(other, other) for other in longer}) == 1:
            made[id_] = made.get(longer[0], longer[0])
    return made


def _key(name: str) -> str:
    return " ".join(fold(name).lower().replace("-", " ").split())


def _full_names(found: Sequence[Found]) -> dict[tuple[str, str], str]:
    """The id for each name without one: a surname is the person with the full name, a part the whole organisation."""
    made: dict[tuple[str, str], str] = {}
    prefix = {"Organisation": "org"}
    known = sorted(
        {(f.label, _key(f.name), f.id) for f in found}, key=lambda x: (-len(x[1].split()), x[0], x[1], x[2] or "")
    )
    for label, key, id_ in known:
        if (label, key) in made:
            continue
        parts = set(key.split())
        whole = next(
            (
                made[label, other]
                for other_label, other, _ in known
                if other_label == label
                and (label, other) in made
                and parts < set(other.split())
                and label in ("Person", "Organisation")
            ),
            None,
        )
        made[label, key] = id_ or whole or f"{prefix.get(label, label.lower())}:{slug(key)}"
    return made
