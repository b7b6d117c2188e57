"""Reads annotated documents: the corpus's own format, and JSON graphs beside their texts.

Both become `Annotated`: the text, its cast as a person marked it, and the graph as `score.py` reads it. A JSON graph
has no mention offsets, so its mentions are looked up in the text, longest first.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from accord.graph.errors import DataFileError
from accord.graph.model import Entity
from accord.graph.reading.learning.marking import Span, parse_marked
from accord.graph.reading.naming.cast import Cast, Naming
from accord.graph.reading.parsing import Sentence, split_sentences

__all__ = ["Annotated", "read_annotated"]


@dataclass(frozen=True)
class Annotated:
    """`spans` are (start, end, ids, refers only); `graph` is the document in the gold's JSON shape."""

    name: str
    text: str
    language: str
    date: str | None
    spans: tuple[Span, ...]
    graph: dict[str, Any]

    def cast(self, sentences: tuple[Sentence, ...] | None = None) -> Cast:
        """The marked entities as naming would give them."""
        entities = tuple(
            Entity(e["id"], e["type"], e["name"], e.get("kind"), tuple(sorted(e["mentions"])))
            for e in sorted(self.graph["entities"], key=lambda e: e["id"])
        )
        labels = {e.id: e.label for e in entities}
        if sentences is None:
            places = [(span.start, span.end) for span in split_sentences(self.text)]
        else:
            places = [(sentence.start, sentence.end) for sentence in sentences]
        namings = []
        for start, end, ids, refers in self.spans:
            where = next((i for i, (first, last) in enumerate(places) if first <= start < last), None)
            if where is None:
                continue
            surface = self.text[start:end]
            if refers:
                pronoun = re.fullmatch(
                    r"(?i)(ils?|elles?|l[ae]|les?|l['’]|lui|leurs?|eux|s[ao]n|ses|y|en|dont|qui|ce(lle|lui|ux|lles)?(-ci|-là)?|it|its|they|their|them|he|his|him|she|her|which|that|who)",
                    surface,
                )
                manner = "pronoun" if pronoun else "description"
            elif labels[ids[0]] == "State" and surface[:1].islower() and " " not in surface:
                manner = "adjective"
            else:
                manner = "name"
            namings.append(Naming(start, end, where, tuple(ids), manner))
        return Cast(entities, tuple(namings))


def read_annotated(path: Path) -> Annotated:
    """An annotated document: ``NAME.txt`` in the corpus's format, or ``NAME.json`` with its text beside it.

    Raises `DataFileError` beginning with ``path:line:`` where a document in the corpus's format is wrong.
    """
    return _from_json(path) if path.suffix == ".json" else _from_corpus(path)


def _from_json(path: Path) -> Annotated:
    graph = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    taken: list[tuple[int, int]] = []
    spans = []
    wanted = sorted(((m, e["id"]) for e in graph["entities"] for m in e["mentions"]), key=lambda x: (-len(x[0]), x))
    for mention, entity in wanted:
        for match in re.finditer(rf"(?<!\w){re.escape(mention)}(?!\w)", text):
            a, b = match.span()
            if any((a, b) == t for t in taken) or any(x < a < y < b or a < x < b < y for x, y in taken):
                continue
            taken.append((a, b))
            spans.append((a, b, (entity,), False))
    return Annotated(path.stem, text, graph["lang"], graph.get("date"), tuple(sorted(spans)), graph)


def _from_corpus(path: Path) -> Annotated:
    try:
        content = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataFileError(f"{path}:1: can't be read: {error}") from None
    marked = parse_marked(content, path)
    head = marked.head
    return Annotated(head["id"], marked.text, head["lang"], head.get("date"), marked.spans, marked.graph)
