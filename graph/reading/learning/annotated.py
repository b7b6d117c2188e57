"""Reads annotated documents: the corpus's own format, and JSON graphs beside their texts.

Both become `Annotated`: the text, its cast as a person marked it, and the graph as `score.py` reads it. A JSON graph
has no mention offsets, so its mentions are looked up in the text, longest first.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from accord.graph.model import Entity
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
    spans: tuple[tuple[int, int, tuple[str, ...], bool], ...]
    graph: dict

    def cast(self, sentences: tuple[Sentence, ...] | None = None) -> Cast:
        """The marked entities as naming would give them."""
        entities = tuple(
            Entity(e["id"], e["type"], e["name"], e.get("kind"), tuple(sorted(e["mentions"])))
            for e in sorted(self.graph["entities"], key=lambda e: e["id"])
        )
        labels = {e.id: e.label for e in entities}
        spans = sentences if sentences is not None else split_sentences(self.text)
        namings = []
        for start, end, ids, refers in self.spans:
            where = next((i for i, s in enumerate(spans) if s.start <= start < s.end), None)
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
    """An annotated document: ``NAME.txt`` in the corpus's format, or ``NAME.json`` with its text beside it."""
    return _from_json(path) if path.suffix == ".json" else _from_corpus(path)


def _from_json(path: Path) -> Annotated:
    graph = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    taken: list[tuple[int, int]] = []
    spans = []
    wanted = sorted(
        ((m, e["id"]) for e in graph["entities"] for m in e["mentions"]), key=lambda x: (-len(x[0]), x)
    )
    for mention, entity in wanted:
        for match in re.finditer(rf"(?<!\w){re.escape(mention)}(?!\w)", text):
            a, b = match.span()
            if any((a, b) == t for t in taken) or any(x < a < y < b or a < x < b < y for x, y in taken):
                continue
            taken.append((a, b))
            spans.append((a, b, (entity,), False))
    return Annotated(path.stem, text, graph["lang"], graph.get("date"), tuple(sorted(spans)), graph)


def _from_corpus(path: Path) -> Annotated:
    head: dict[str, str] = {}
    entities: dict[str, dict] = {}
    relations: dict[tuple, dict] = {}
    lines: list[str] = []
    spans = []
    section, offset, sentence = "", 0, ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            section, _, value = line[1:].partition(" ")
            head[section] = value.strip()
        elif section == "entities" and line.strip():
            match = re.fullmatch(r"(e\d+) (\w+)(?:/(\w+))? \| (.+)", line.strip())
            assert match, (path, line)
            entities[match[1]] = {"id": match[1], "type": match[2], "kind": match[3], "name": match[4], "mentions": []}
        elif section == "text" and line.startswith(">"):
            _add_relation(line, sentence, relations)
        elif section == "text":
            sentence, found = _unmark(line)
            for start, end, ids, refers in found:
                spans.append((offset + start, offset + end, ids, refers))
                for entity in () if refers else ids:
                    if sentence[start:end] not in entities[entity]["mentions"]:
                        entities[entity]["mentions"].append(sentence[start:end])
            lines.append(sentence)
            offset += len(sentence) + 1
    graph = {
        "document": head["id"], "lang": head["lang"], "date": head.get("date"),
        "entities": list(entities.values()), "relations": list(relations.values()),
    }
    return Annotated(head["id"], "\n".join(lines), head["lang"], head.get("date"), tuple(sorted(spans)), graph)


def _unmark(line: str) -> tuple[str, list[tuple[int, int, tuple[str, ...], bool]]]:
    plain: list[str] = []
    stack: list[int] = []
    found = []
    i = 0
    while i < len(line):
        if line[i] == "[":
            stack.append(len(plain))
            i += 1
        elif line[i] == "]":
            match = re.compile(r"\]\{(~?)([a-z0-9,]+)\}").match(line, i)
            assert match, line
            found.append((stack.pop(), len(plain), tuple(match[2].split(",")), bool(match[1])))
            i = match.end()
        else:
            plain.append(line[i])
            i += 1
    return "".join(plain), found


def _add_relation(line: str, sentence: str, relations: dict[tuple, dict]) -> None:
    head, *rest = [part.strip() for part in line[1:].split(" | ")]
    kind, source, target = head.split()
    kind, _, category = kind.partition(":")
    relation = {"type": kind, "from": source, "to": target, "status": "actual", "attributed_to": [], "quantities": []}
    if category:
        relation["category"] = category
    for part in rest:
        key, _, value = part.partition("=")
        if key == "q":
            match = re.fullmatch(r"(\w+) ([\d.]+)(?:-([\d.]+))?(?: (.*))?", value)
            assert match, line
            number = float(match[2])
            found = {"value": int(number) if number == int(number) else number, "unit": match[4] or "", "bound": match[1]}
            if match[3]:
                found["high"] = float(match[3])
            relation["quantities"].append(found)
        elif key == "by":
            relation["attributed_to"] = value.split(",")
        else:
            relation[key] = value
    ends = sorted((source, target)) if kind in ("COOPERATES_WITH", "MEETS") else (source, target)
    known = relations.setdefault((kind, *ends, category), relation)
    known.setdefault("evidence", []).append(sentence)
    if known is not relation:
        known["quantities"] += [q for q in relation["quantities"] if q not in known["quantities"]]
        if relation["status"] == known["status"]:
            known["attributed_to"] = sorted({*known["attributed_to"], *relation["attributed_to"]})
