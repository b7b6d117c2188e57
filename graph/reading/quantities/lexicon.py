"""The words around amounts in a language, read from its YAML file and checked."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from accord.graph import datafiles
from accord.graph.reading.numbers import Phrases
from accord.graph.reading.numbers.lexicon import integers, known_keys, strings

__all__ = ["QuantityWords", "load_quantity_words", "quantity_words"]

_BOUNDS = ("exact", "about", "min", "max")


@dataclass(frozen=True, slots=True)
class QuantityWords:
    """How a language bounds and counts; the comments of ``fr.yaml`` say what each table is for."""

    before: Phrases[str]
    after: Phrases[str]
    verbs: dict[str, str]
    verb_endings: tuple[str, ...]
    negations: frozenset[str]
    adverbs: frozenset[str]
    adverb_endings: tuple[str, ...]
    flipped: dict[str, str]
    determiners: Phrases[bool]
    bound_before_article: bool
    range_openers: Phrases[frozenset[str]]
    range_links: frozenset[str]
    changes: tuple[str, ...]
    pronouns: frozenset[str]
    alone_before: frozenset[str]
    ambiguous: frozenset[str]
    currencies_before: Phrases[str]
    currencies_after: Phrases[str]
    currency_adjectives: dict[str, str]
    multipliers: dict[str, int]
    grades: Phrases[bool]
    multiples: frozenset[str]
    comparatives: frozenset[str]
    partitives: Phrases[bool]
    percent: Phrases[bool]
    fractions: frozenset[str]
    times: frozenset[str]
    clock: frozenset[str]
    groups: frozenset[str]
    group_determiners: frozenset[str]
    largest_group: int
    singulars: frozenset[str]
    unit_before: frozenset[str]
    unit_after: frozenset[str]
    unit_pairs: frozenset[str]
    rates: Phrases[bool]
    unit_of: Phrases[bool]
    plural_heads: frozenset[str]
    plural_endings: tuple[str, ...]
    singular_endings: tuple[str, ...]
    no_units: frozenset[str]
    noun_last: bool


@cache
def quantity_words(language: str) -> QuantityWords:
    """The quantity words of a language (``fr``, ``en``); raises `DataFileError` if there is no such file."""
    return load_quantity_words(Path(__file__).with_name(f"{language}.yaml"))


def load_quantity_words(path: Path) -> QuantityWords:
    """The quantity words in the file at `path`; raises `DataFileError` if it is not as it must be."""
    data = datafiles.read_yaml(path)
    known_keys(data, (field.name for field in fields(QuantityWords)))

    def words(key: str) -> frozenset[str]:
        return frozenset(strings(data, key))

    def listed(key: str) -> Phrases[bool]:
        return Phrases((phrase, True) for phrase in strings(data, key))

    largest = data.get("largest_group")
    if not isinstance(largest, int):
        datafiles.fail(path, data.line_of("largest_group"), "largest_group: must be a whole number")
    openers = _table(data, "range_openers")
    return QuantityWords(
        before=Phrases(_bounds(data, "before").items()),
        after=Phrases(_bounds(data, "after").items()),
        verbs=_bounds(data, "verbs"),
        verb_endings=_endings(data, "verb_endings"),
        negations=words("negations"),
        adverbs=words("adverbs"),
        adverb_endings=strings(data, "adverb_endings"),
        flipped=_bounds(data, "flipped"),
        determiners=listed("determiners"),
        bound_before_article=data.get("bound_before_article") is True,
        range_openers=Phrases((opener, frozenset(strings(openers, opener))) for opener in openers),
        range_links=words("range_links"),
        changes=strings(data, "changes"),
        pronouns=words("pronouns"),
        alone_before=words("alone_before"),
        ambiguous=words("ambiguous"),
        currencies_before=Phrases(_texts(data, "currencies_before").items()),
        currencies_after=Phrases(_texts(data, "currencies_after").items()),
        currency_adjectives=_texts(data, "currency_adjectives"),
        multipliers=integers(data, "multipliers"),
        grades=listed("grades"),
        multiples=words("multiples"),
        comparatives=words("comparatives"),
        partitives=listed("partitives"),
        percent=listed("percent"),
        fractions=words("fractions"),
        times=words("times"),
        clock=words("clock"),
        groups=words("groups"),
        group_determiners=words("group_determiners"),
        largest_group=largest,
        singulars=words("singulars"),
        unit_before=words("unit_before"),
        unit_after=words("unit_after"),
        unit_pairs=words("unit_pairs"),
        rates=listed("rates"),
        unit_of=listed("unit_of"),
        plural_heads=words("plural_heads"),
        plural_endings=strings(data, "plural_endings"),
        singular_endings=strings(data, "singular_endings"),
        no_units=words("no_units"),
        noun_last=data.get("noun_last") is True,
    )


def _table(data: datafiles.Table, key: str) -> datafiles.Table:
    value = data.get(key)
    if not isinstance(value, datafiles.Table):
        datafiles.fail(data.path, data.line_of(key), f"{key}: must be a mapping")
    return value


def _texts(data: datafiles.Table, key: str) -> dict[str, str]:
    table = _table(data, key)
    found = {}
    for phrase, value in table.items():
        if not isinstance(value, str) or not value:
            datafiles.fail(data.path, table.line_of(phrase), f"{key}: {phrase}: must be a text")
        found[phrase] = value
    return found


def _bounds(data: datafiles.Table, key: str) -> dict[str, str]:
    found = _texts(data, key)
    for phrase, value in found.items():
        if value not in _BOUNDS:
            line = _table(data, key).line_of(phrase)
            datafiles.fail(data.path, line, f"{key}: {phrase}: {value!r} is none of {', '.join(_BOUNDS)}")
    return found


def _endings(data: datafiles.Table, key: str) -> tuple[str, ...]:
    """As `strings`, but an ending may be empty."""
    value = data.get(key)
    if not isinstance(value, tuple) or not all(isinstance(item, str) for item in value):
        datafiles.fail(data.path, data.line_of(key), f"{key}: must be a list of endings")
    return value
