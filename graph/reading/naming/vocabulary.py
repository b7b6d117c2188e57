"""The words by which a language names things, read from its YAML file and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from accord.graph.datafiles import Table, fail, read_yaml
from accord.graph.errors import InputError
from accord.graph.reading.naming.gazetteer import LEXICONS, strings, table_of
from accord.graph.schema import load_schema

__all__ = ["HeadNoun", "Pronouns", "Vocabulary", "load_vocabulary"]


@dataclass(frozen=True, slots=True)
class HeadNoun:
    """What a noun at the head of a phrase makes of it: its kind, its usual English word, words that must follow."""

    kind: str | None
    english: str
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pronouns:
    """Third-person words: number by word for subjects, possessives and datives; relatives; genders."""

    subjects: Mapping[str, str]
    possessives: Mapping[str, str]
    datives: Mapping[str, str]
    relatives: frozenset[str]
    places: frozenset[str]
    feminine: frozenset[str]
    masculine: frozenset[str]
    impersonal: frozenset[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The comments of ``fr.yaml`` say what each field is for."""

    connectors: frozenset[str]
    determiners: frozenset[str]
    definite: frozenset[str]
    organisations: Mapping[str, str]
    national_organs: tuple[tuple[str, ...], ...]
    agreements: Mapping[str, HeadNoun]
    agreements_need_name: frozenset[str]
    agreements_alone: frozenset[str]
    events_alone: frozenset[str]
    agreements_by_complement: frozenset[str]
    armed_sides: frozenset[str]
    events: Mapping[str, HeadNoun]
    events_need_name: frozenset[str]
    happenings: frozenset[str]
    heads_in_names: frozenset[str]
    circles: frozenset[str]
    numbered_units: frozenset[str]
    events_by_complement: frozenset[str]
    events_of_places: frozenset[str]
    events_in_singular: frozenset[str]
    programme_heads: frozenset[str]
    programme_nouns: frozenset[str]
    owning: frozenset[str]
    people: frozenset[str]
    programme_kinds: Mapping[str, str]
    programmes_alone: Mapping[str, str]
    programme_names: Mapping[str, str]
    event_names: Mapping[str, str]
    place_heads: frozenset[str]
    directions: frozenset[str]
    titles: frozenset[str]
    datives: frozenset[str]
    place_nouns: frozenset[str]
    places_after: frozenset[str]
    references: Mapping[str, frozenset[str]]
    kinds_of_reference: Mapping[str, frozenset[str]]
    groups: Mapping[str, str]
    demonstratives: frozenset[str]
    latter: frozenset[str]
    pairs: frozenset[str]
    reports: frozenset[str]
    counterparts: frozenset[str]
    state_nouns: Mapping[str, frozenset[str]]
    feminine_titles: frozenset[str]
    numbers: Mapping[str, int]
    stopwords: frozenset[str]
    portfolios: frozenset[str]
    telling_words: Mapping[str, str]
    attributions: frozenset[str]
    offices: frozenset[str]
    pronouns: Pronouns
    masculine_states: frozenset[str]


@cache
def load_vocabulary(language: str, folder: Path = LEXICONS) -> Vocabulary:
    """The words of `language`. Raises `InputError` where there are none, `DataFileError` that points where wrong."""
    path = folder / f"{language}.yaml"
    if not path.exists():
        raise InputError(f"names in the language {language!r} can't be read: there is no {path.name}")
    table = read_yaml(path)
    programmes = table_of(table, "programmes")
    references = table_of(table, "references")
    return Vocabulary(
        connectors=_words(table, "connectors"),
        determiners=_words(table, "determiners"),
        definite=_words(table, "definite"),
        organisations=_by_kind(table, "organisations"),
        national_organs=tuple(sorted((tuple(o.split()) for o in strings(table, "national_organs")), key=len)[::-1]),
        agreements=_heads(table, "agreements", load_schema().labels["Agreement"].kinds),
        agreements_need_name=_words(table, "agreements_need_name"),
        agreements_alone=_words(table, "agreements_alone"),
        events_alone=_words(table, "events_alone"),
        agreements_by_complement=_words(table, "agreements_by_complement"),
        armed_sides=_words(table, "armed_sides"),
        events=_heads(table, "events", {}),
        events_need_name=_words(table, "events_need_name"),
        happenings=_words(table, "happenings"),
        heads_in_names=_words(table, "heads_in_names"),
        circles=_words(table, "circles"),
        numbered_units=_words(table, "numbered_units"),
        events_by_complement=_words(table, "events_by_complement"),
        events_of_places=_words(table, "events_of_places"),
        events_in_singular=_words(table, "events_in_singular"),
        programme_heads=_words(programmes, "heads"),
        programme_nouns=_words(programmes, "nouns"),
        owning=_words(programmes, "owning"),
        people=_words(table, "people"),
        programme_kinds=_texts(programmes, "kinds"),
        programmes_alone=_texts(programmes, "alone"),
        programme_names=_texts(programmes, "names"),
        event_names=_texts(table, "event_names"),
        place_heads=_words(table, "place_heads"),
        directions=_words(table, "directions"),
        titles=_words(table, "titles"),
        datives=_words(table, "datives"),
        place_nouns=_words(table, "place_nouns"),
        places_after=_words(table, "places_after"),
        references=MappingProxyType({label: _words(references, label) for label in references}),
        kinds_of_reference=_sets(table, "kinds_of_reference"),
        groups=_labels(table, "groups"),
        demonstratives=_words(table, "demonstratives"),
        latter=_words(table, "latter"),
        pairs=_words(table, "pairs"),
        reports=_words(table, "reports"),
        counterparts=_words(table, "counterparts"),
        state_nouns=_sets(table, "state_nouns"),
        feminine_titles=_words(table, "feminine_titles"),
        numbers=MappingProxyType({word: int(n) for word, n in _texts(table, "numbers").items()}),
        stopwords=_words(table, "stopwords"),
        portfolios=_words(table, "portfolios"),
        telling_words=_by_kind(table, "telling_words"),
        attributions=_words(table, "attributions"),
        offices=_words(table, "offices"),
        pronouns=_pronouns(table_of(table, "pronouns")),
        masculine_states=_words(table, "masculine_states"),
    )


def _words(table: Table, key: str) -> frozenset[str]:
    return frozenset(strings(table, key))


def _texts(table: Table, key: str) -> Mapping[str, str]:
    value = table_of(table, key)
    return MappingProxyType({name: str(value[name]) for name in value})


def _sets(table: Table, key: str) -> Mapping[str, frozenset[str]]:
    value = table_of(table, key)
    return MappingProxyType({name: _words(value, name) for name in value})


def _labels(table: Table, key: str) -> Mapping[str, str]:
    """Words listed under labels of the schema, as word → label."""
    groups = table_of(table, key)
    for label in groups:
        if label not in load_schema().labels:
            fail(table.path, groups.line_of(label), f"{label!r} is no label ({', '.join(load_schema().labels)})")
    return MappingProxyType({word: label for label in groups for word in strings(groups, label)})


def _pronouns(table: Table) -> Pronouns:
    return Pronouns(
        subjects=_texts(table, "subjects"),
        possessives=_texts(table, "possessives"),
        datives=_texts(table, "datives"),
        relatives=_words(table, "relatives"),
        places=_words(table, "places"),
        feminine=_words(table, "feminine"),
        masculine=_words(table, "masculine"),
        impersonal=_words(table, "impersonal"),
    )


def _by_kind(table: Table, key: str) -> Mapping[str, str]:
    """Words listed under kinds of Organisation, as word → kind; the first kind that lists a word has it."""
    kinds = load_schema().labels["Organisation"].kinds
    groups = table_of(table, key)
    found: dict[str, str] = {}
    for kind in groups:
        if kind not in kinds:
            fail(table.path, groups.line_of(kind), f"{kind!r} is no kind of Organisation ({', '.join(kinds)})")
        for noun in strings(groups, kind):
            found.setdefault(noun, kind)
    return MappingProxyType(found)


def _heads(table: Table, key: str, kinds: Mapping[str, object]) -> Mapping[str, HeadNoun]:
    value = table_of(table, key)
    found = {}
    for noun in value:
        item = table_of(value, noun)
        kind = item.get("kind")
        if kinds and kind not in kinds:
            fail(item.path, item.line_of("kind"), f"{kind!r} is none of {', '.join(kinds)}")
        if not isinstance(item.get("en"), str):
            fail(item.path, item.line, f"{noun} needs its English word under en")
        found[noun] = HeadNoun(str(kind) if kind else None, str(item["en"]), _words(item, "needs"))
    return MappingProxyType(found)
