"""Loads the language models and turns what they print into `Sentence` values.

French models speak Universal Dependencies with the Sequoia subtypes (``obl:agent``), English ones ClearNLP labels
(``dobj``, ``prep`` + ``pobj``). Both are collapsed here, and nowhere else, into the roles of
`accord.graph.reading.parsing.tree`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from accord.graph.datafiles import Table, fail, read_yaml
from accord.graph.errors import InputError
from accord.graph.reading.parsing.lemmas import lemma_of
from accord.graph.reading.parsing.sentences import Span, split_sentences
from accord.graph.reading.parsing.tree import Sentence, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["ModelRules", "known_languages", "model_rules", "parse_texts"]


@dataclass(frozen=True, slots=True)
class ModelRules:
    """How a language's model is read: its package, and which role each of its labels means."""

    language: str
    package: str
    roles: Mapping[str, str]
    entity_labels: Mapping[str, str]


@cache
def model_rules(language: str) -> ModelRules:
    """The rules of ``models/<language>.yaml``. Raises `InputError` where Accord does not read that language."""
    path = Path(__file__).parent / "models" / f"{language}.yaml"
    if language not in known_languages():
        known = ", ".join(known_languages())
        raise InputError(f"the language {language!r} is not read (known: {known}); name one with --language")
    table = read_yaml(path)
    package = table.get("package")
    if not isinstance(package, str):
        fail(path, table.line_of("package"), "package must name a spaCy model")
    return ModelRules(language, package, _names(table, "roles"), _names(table, "entities"))


@cache
def known_languages() -> tuple[str, ...]:
    """The languages that texts can be read in: those with a file in ``models/``."""
    return tuple(sorted(path.stem for path in (Path(__file__).parent / "models").glob("*.yaml")))


def _names(table: Table, key: str) -> Mapping[str, str]:
    value = table.get(key)
    if not isinstance(value, Table):
        fail(table.path, table.line_of(key), f"{key} must be a mapping")
    return MappingProxyType({name: str(value[name]) for name in value})


@cache
def _load(package: str) -> Language:
    """The model, once a process: loading takes seconds and the object is not changed after."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import spacy

        try:
            return spacy.load(package)
        except OSError as error:
            raise InputError(f"the language model {package} is not installed: pip install {package}") from error


def parse_texts(texts: Iterable[str], language: str) -> Iterator[tuple[Sentence, ...]]:
    """The sentences of each text, parsed, in the texts' order.

    Each sentence is parsed alone. Raises `InputError` where the language is not read or its model is missing.
    """
    rules = model_rules(language)
    nlp = _load(rules.package)

    def pieces() -> Iterator[tuple[str, tuple[str, Span | None]]]:
        for text in texts:
            for span in split_sentences(text):
                yield _plain(text[span.start : span.end]), (text, span)
            yield "", (text, None)

    sentences: list[Sentence] = []
    for doc, (text, span) in nlp.pipe(pieces(), as_tuples=True, batch_size=64):
        if span is None:
            yield tuple(sentences)
            sentences = []
        else:
            sentences.append(_sentence(doc, text, span, len(sentences), rules))


_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "‑": "-"})


def _plain(text: str) -> str:
    """The text as models know it, character for character, so that offsets hold."""
    return text.translate(_PLAIN)


def _sentence(doc: Doc, text: str, span: Span, index: int, rules: ModelRules) -> Sentence:
    kept = [token for token in doc if not token.is_space]
    position = {token.i: index for index, token in enumerate(kept)}
    tokens = tuple(_token(token, position, span.start, text, rules) for token in kept)
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.index:
            children[token.head].append(token.index)
    entities = tuple(
        (position[entity.start], position[entity.end - 1] + 1, rules.entity_labels.get(entity.label_, "MISC"))
        for entity in doc.ents
        if entity.start in position and entity.end - 1 in position
    )
    return Sentence(
        index=index,
        paragraph=span.paragraph,
        start=span.start,
        end=span.end,
        text=text[span.start : span.end],
        headline=span.headline,
        tokens=tokens,
        children=tuple(tuple(found) for found in children),
        entities=entities,
    )


def _token(token: Any, position: Mapping[int, int], offset: int, text: str, rules: ModelRules) -> Token:
    head = token.head
    while head.is_space and head.head is not head:
        head = head.head
    index = position[token.i]
    start = offset + token.idx
    end = start + len(token)
    is_root = token.dep_ == "ROOT" or head.i not in position or head is token
    return Token(
        index=index,
        start=start,
        end=end,
        text=text[start:end],
        lemma=lemma_of(token.text, token.lemma_, token.pos_, rules.language),
        pos=token.pos_,
        features=frozenset(str(token.morph).split("|")) - {""},
        head=index if is_root else position[head.i],
        role="root" if is_root else rules.roles.get(token.dep_, "other"),
    )
