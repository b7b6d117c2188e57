"""The gazetteers: states, organisations and places that every text may name, as an index over words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from accord.graph.datafiles import Table, fail, read_yaml
from accord.graph.reading.naming.found import fold
from accord.graph.schema import load_schema

__all__ = ["Entry", "Gazetteer", "load_gazetteer", "split_words"]

_WORD = re.compile(r"[^\W_]+|[^\w\s]")
Rules = tuple[tuple[str, str], ...]
LEXICONS = Path(__file__).parent / "lexicons"


@dataclass(frozen=True, slots=True)
class Entry:
    """A way to name a known thing: `words` as they are written, folded; `manner` as in `Naming`.

    `people` marks nationalities (*russe*), `join` first halves of compounds (*russo-*).
    """

    words: tuple[str, ...]
    id: str
    label: str
    kind: str | None
    name: str
    manner: str = "name"
    people: bool = False
    join: bool = False
    of: str | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Entries by their lower-case words, the most words that one has, and each id's name."""

    entries: Mapping[tuple[str, ...], tuple[Entry, ...]]
    longest: int
    names: Mapping[str, str]
    first_words: frozenset[str]


def split_words(text: str) -> list[tuple[str, int, int]]:
    """The words and marks of `text`, folded, with their positions.

    >>> split_words("l’Élysée")
    [('l', 0, 1), ("'", 1, 2), ('Elysee', 2, 8)]
    """
    return [(fold(match[0]), match.start(), match.end()) for match in _WORD.finditer(text)]


@cache
def load_gazetteer(language: str, folder: Path = LEXICONS) -> Gazetteer:
    """The gazetteers of `folder` for texts in `language`. Raises `DataFileError` that points where one is wrong."""
    rules = _feminine(folder, language)
    found = [
        *_states(folder, language, rules),
        *_organisations(folder, language, rules),
        *_listed(folder, language, "places", "Place"),
        *_listed(folder, language, "persons", "Person"),
        *_landmarks(folder, language),
    ]
    entries: dict[tuple[str, ...], list[Entry]] = {}
    names: dict[str, str] = {}
    for entry in found:
        known = entries.setdefault(tuple(word.lower() for word in entry.words), [])
        if not any((e.id, e.words) == (entry.id, entry.words) for e in known):
            known.append(entry)
        names.setdefault(entry.id, entry.name)
    return Gazetteer(
        MappingProxyType({key: tuple(value) for key, value in entries.items()}),
        max((len(key) for key in entries), default=0),
        MappingProxyType(names),
        frozenset(key[0] for key in entries),
    )


def _words(name: str) -> tuple[str, ...]:
    return tuple(word for word, _, _ in split_words(name))


def strings(table: Table, key: str) -> tuple[str, ...]:
    """The list of texts under `key`, empty where it lacks. Raises `DataFileError` where it is something else."""
    value = table.get(key, ())
    if not isinstance(value, tuple) or not all(isinstance(item, str) and item for item in value):
        fail(table.path, table.line_of(key), f"{key} must be a list of names")
    return value


def table_of(table: Table, key: str) -> Table:
    """The mapping under `key`. Raises `DataFileError` where it is something else or lacks."""
    value = table.get(key)
    if not isinstance(value, Table):
        fail(table.path, table.line_of(key), f"{key} must be a mapping")
    return value


def _check(table: Table, *known: str) -> None:
    for key in table:
        if key not in known:
            fail(table.path, table.line_of(key), f"{key!r} is not known here (known: {', '.join(known)})")


def _states(folder: Path, language: str, rules: Rules) -> Iterator[Entry]:
    states = table_of(read_yaml(folder / "states.yaml"), "states")
    for code in states:
        state = table_of(states, code)
        english = table_of(state, "en")
        if not re.fullmatch(r"[A-Z]{3}", code):
            fail(states.path, states.line_of(code), f"{code!r} is no ISO alpha-3 code")
        if not strings(english, "names"):
            fail(states.path, state.line_of("en"), f"{code} needs an English name")
        if language not in state:
            continue
        local = table_of(state, language)
        _check(local, "names", "people", "joins", "seats")
        id_, name = f"state:{code}", strings(english, "names")[0]
        for form in strings(local, "names"):
            yield Entry(_words(form), id_, "State", None, name)
        for people in strings(local, "people"):
            for form in inflect(people, rules):
                yield Entry(_words(form), id_, "State", None, name, "adjective", people=True)
        for join in strings(local, "joins"):
            yield Entry(_words(join), id_, "State", None, name, "adjective", people=True, join=True)
        seats, known = strings(local, "seats"), strings(english, "seats")
        for index, seat in enumerate(seats):
            place = known[index] if len(known) == len(seats) else seat
            yield Entry(_words(seat), id_, "State", None, name, "seat", place=place)


def _organisations(folder: Path, language: str, rules: Rules) -> Iterator[Entry]:
    kinds = table_of(read_yaml(folder / "organisations.yaml"), "organisations")
    allowed = load_schema().labels["Organisation"].kinds
    for group in kinds:
        for key in table_of(kinds, group):
            item = table_of(table_of(kinds, group), key)
            kind = item.get("kind", group)
            if kind not in allowed:
                fail(item.path, item.line_of("kind"), f"{kind!r} is no kind of Organisation ({', '.join(allowed)})")
            english = strings(item, "en")
            if not english:
                fail(item.path, item.line, f"{key} needs an English name")
            of = f"state:{item['of']}" if "of" in item else None
            make = _maker(f"org:{key}", "Organisation", str(kind), english[0], of)
            yield from (make(form) for form in strings(item, language))
            # Texts in other languages quote English names of several words as they are.
            yield from (make(form) for form in english if form.count(" ") > 1)
            yield from (make(seat, "seat", place=seat) for seat in strings(item, f"seats_{language}"))
            yield from (make(form, "seat") for form in strings(item, "acts") if language == "fr")
            if language == "fr":
                for people in strings(item, "people"):
                    yield from (make(form, "adjective", people=True) for form in inflect(people, rules))
                for noun in strings(item, "people_nouns"):
                    yield from (make(form.capitalize(), "name") for form in inflect(noun, rules))


def _listed(folder: Path, language: str, name: str, label: str) -> Iterator[Entry]:
    things = table_of(read_yaml(folder / f"{name}.yaml"), name)
    for key in things:
        item = table_of(things, key)
        _check(item, "fr", "en", "people")
        if not strings(item, "en"):
            fail(item.path, item.line, f"{key} needs an English name")
        make = _maker(f"{label.lower()}:{key}", label, None, strings(item, "en")[0], None)
        yield from (make(form) for form in strings(item, language))


def _landmarks(folder: Path, language: str) -> Iterator[Entry]:
    labels = read_yaml(folder / "landmarks.yaml")
    for label in labels:
        if label not in load_schema().labels:
            fail(labels.path, labels.line_of(label), f"{label!r} is no label of the schema")
        for key in table_of(labels, label):
            item = table_of(table_of(labels, label), key)
            _check(item, "kind", "fr", "en")
            if not strings(item, "en"):
                fail(item.path, item.line, f"{key} needs an English name")
            kind = str(item["kind"]) if "kind" in item else None
            make = _maker(f"{label.lower()}:{key}", label, kind, strings(item, "en")[0], None)
            yield from (make(form) for form in strings(item, language))


class _maker:
    """Makes the entries of one thing."""

    def __init__(self, id_: str, label: str, kind: str | None, name: str, of: str | None) -> None:
        self._thing = (id_, label, kind, name)
        self._of = of

    def __call__(self, form: str, manner: str = "name", *, people: bool = False, place: str = "") -> Entry:
        return Entry(_words(form), *self._thing, manner, people=people, of=self._of, place=place)


def _feminine(folder: Path, language: str) -> Rules:
    path = folder / f"{language}.yaml"
    if not path.exists():
        return ()
    table = read_yaml(path)
    rules = table_of(table, "feminine") if "feminine" in table else {}
    return tuple((str(ending), str(rules[ending])) for ending in rules)


def inflect(people: str, rules: Rules) -> tuple[str, ...]:
    """All forms of a nationality; forms after slashes are the feminine and plurals that no rule gives.

    >>> inflect("coréen", (("éen", "éenne"),))
    ('coréen', 'coréens', 'coréenne', 'coréennes')
    >>> inflect("turc/turque", ())
    ('turc', 'turcs', 'turque', 'turques')
    """
    masculine, *given = people.split("/")
    if not rules and not given:
        return (masculine, masculine + "s")
    if len(given) > 1:
        return (masculine, *given)
    ending = next((rule for rule in rules if masculine.endswith(rule[0])), None)
    feminine = given[0] if given else masculine[: -len(ending[0])] + ending[1] if ending else masculine
    forms = [
        form if plural == 0 or form.endswith(("s", "x")) else form + "s"
        for form in (masculine, feminine)
        for plural in (0, 1)
    ]
    return tuple(dict.fromkeys([*forms, *(f[:-1] + "ux" for f in [masculine] if f.endswith("al"))]))
