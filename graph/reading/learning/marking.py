"""The corpus's own format: a text whose names and relations a person marked as it was written.

``corpus/README.md`` describes it. This is its only parser: what trains, checks and tests reads through it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from accord.graph.errors import DataFileError
from accord.graph.schema import Schema, load_schema

__all__ = ["Marked", "Span", "parse_marked"]

Span = tuple[int, int, tuple[str, ...], bool]
"""Start, end, the ids of the entities meant, and whether it only refers (a pronoun, a description)."""

_ENTITY = re.compile(r"(e\d+) (\w+)(?:/(\w+))? \| (.+)")
_CLOSING = re.compile(r"\]\{(~?)([a-z0-9]+(?:,[a-z0-9]+)*)\}")
_QUANTITY = re.compile(r"(\w+) (\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?(?: (.*))?")


@dataclass(frozen=True)
class Marked:
    """A marked document: the keys of its head, its plain text, its spans, and its graph in the shape of an extract."""

    head: Mapping[str, str]
    text: str
    spans: tuple[Span, ...]
    graph: dict[str, Any]


def parse_marked(content: str, path: Path) -> Marked:
    """The document that `content` writes; `path` is named in errors.

    Raises `DataFileError` beginning with ``path:line:`` for whatever breaks the format, the codebook's types, or names
    an entity that is not declared or never mentioned.

    >>> marked = parse_marked('''@id x
    ... @lang en
    ... @entities
    ... e1 State | Chad
    ... e2 State | Mali
    ... @text
    ... [Chad]{e1} lends [Mali]{e2} two tanks.
    ... > SENDS:arms e1 e2 | q=exact 2 tanks
    ... ''', Path("x.txt"))
    >>> marked.text
    'Chad lends Mali two tanks.'
    >>> marked.graph["relations"][0]["evidence"]
    ['Chad lends Mali two tanks.']
    """
    return _Parser(path, load_schema()).parse(content)


class _Parser:
    """Walks the lines of one document; `line` is where it stands."""

    def __init__(self, path: Path, schema: Schema) -> None:
        self.path, self.schema, self.line = path, schema, 0
        self.head: dict[str, str] = {}
        self.entities: dict[str, dict[str, Any]] = {}
        self.declared: dict[str, int] = {}
        self.relations: dict[tuple[str, ...], dict[str, Any]] = {}
        self.sentences: list[str] = []
        self.spans: list[Span] = []
        self.offset = 0

    def fail(self, problem: str, line: int | None = None) -> NoReturn:
        raise DataFileError(f"{self.path}:{line or self.line}: {problem}")

    def parse(self, content: str) -> Marked:
        section = "head"
        for self.line, line in enumerate(content.splitlines(), 1):
            if line.startswith("@"):
                section = self.enter(section, line)
            elif section == "text":
                self.read_relation(line) if line.startswith(">") else self.read_sentence(line)
            elif line.strip():
                if section == "head":
                    self.fail("the head holds lines «@key value» only")
                self.read_entity(line.strip())
        for key in ("id", "lang"):
            if not self.head.get(key):
                self.fail(f"no @{key}", 1)
        for entity, declared in self.declared.items():
            if not self.entities[entity]["mentions"]:
                self.fail(f"never mentioned: {self.entities[entity]['name']}", declared)
        graph = {
            "document": self.head["id"],
            "lang": self.head["lang"],
            "date": self.head.get("date"),
            "entities": list(self.entities.values()),
            "relations": list(self.relations.values()),
        }
        return Marked(self.head, "\n".join(self.sentences), tuple(sorted(self.spans)), graph)

    def enter(self, section: str, line: str) -> str:
        key, _, value = line[1:].partition(" ")
        if key in ("entities", "text"):
            if section != {"entities": "head", "text": "entities"}[key]:
                self.fail(f"@{key} is out of place: the head, @entities, @text")
            return key
        if section != "head":
            self.fail(f"@{key} stands after the head")
        if key in self.head:
            self.fail(f"@{key} stands twice")
        self.head[key] = value.strip()
        return section

    def read_entity(self, line: str) -> None:
        match = _ENTITY.fullmatch(line)
        label = self.schema.labels.get(match[2]) if match else None
        if not match or not label:
            self.fail("an entity is «e1 Label | Name» or «e1 Label/kind | Name»")
        if match[3] and match[3] not in label.kinds or label.kinds and not match[3]:
            self.fail(f"{label.name} needs one of its kinds: {', '.join(label.kinds) or 'none'}")
        if match[1] in self.entities:
            self.fail(f"{match[1]} stands twice")
        self.declared[match[1]] = self.line
        self.entities[match[1]] = {
            "id": match[1],
            "type": match[2],
            "kind": match[3],
            "name": match[4],
            "mentions": [],
        }

    def read_sentence(self, line: str) -> None:
        sentence, found = self.unmark(line)
        for start, end, ids, refers in found:
            for entity in ids:
                self.known(entity)
                mentions = self.entities[entity]["mentions"]
                if not refers and sentence[start:end] not in mentions:
                    mentions.append(sentence[start:end])
            self.spans.append((self.offset + start, self.offset + end, ids, refers))
        self.sentences.append(sentence)
        self.offset += len(sentence) + 1

    def unmark(self, line: str) -> tuple[str, list[Span]]:
        plain: list[str] = []
        opened: list[int] = []
        found: list[Span] = []
        i = 0
        while i < len(line):
            if line[i] == "[":
                opened.append(len(plain))
            elif line[i] == "]":
                match = _CLOSING.match(line, i)
                if not match or not opened:
                    self.fail(f"a bracket without its {{id}}, or its other half, at «{line[max(0, i - 15) : i + 12]}»")
                found.append((opened.pop(), len(plain), tuple(match[2].split(",")), bool(match[1])))
                i = match.end() - 1
            else:
                plain.append(line[i])
            i += 1
        if opened:
            self.fail("a bracket is not closed")
        return "".join(plain), found

    def known(self, entity: str) -> str:
        if entity not in self.entities:
            self.fail(f"unknown entity {entity}")
        return entity

    def read_relation(self, line: str) -> None:
        sentence = self.sentences[-1] if self.sentences else ""
        if not sentence.strip():
            self.fail("a relation without a sentence above it")
        first, *rest = [part.strip() for part in line[1:].split(" | ")]
        words = first.split()
        if len(words) != 3:
            self.fail(f"a relation is «TYPE from to» or «TYPE:category from to», not {first!r}")
        name, _, category = words[0].partition(":")
        source, target = self.known(words[1]), self.known(words[2])
        self.check_type(name, category, source, target)
        relation: dict[str, Any] = {"type": name, "from": source, "to": target, "status": "actual"}
        relation |= {"attributed_to": [], "quantities": []}
        if category:
            relation["category"] = category
        for part in rest:
            self.read_detail(part, relation)
        self.add(relation, category, sentence)

    def check_type(self, name: str, category: str, source: str, target: str) -> None:
        kind = self.schema.relations.get(name)
        if kind is None:
            self.fail(f"unknown type {name}")
        if category not in (kind.categories or [""]):
            self.fail(f"{name} has the categories {', '.join(kind.categories) or 'none'}, not {category!r}")
        ends = [self.entities[entity] for entity in (source, target)]
        if source == target or not self.schema.allows(name, ends[0]["type"], ends[1]["type"]):
            shown = " to ".join(f"{end['name']} ({end['type']})" for end in ends)
            self.fail(f"{name} does not lead from {shown}")

    def read_detail(self, part: str, relation: dict[str, Any]) -> None:
        key, _, value = part.partition("=")
        if key == "q":
            relation["quantities"].append(self.quantity(value))
        elif key == "by":
            relation["attributed_to"] = [self.known(entity) for entity in value.split(",")]
        elif key == "status" and value in self.schema.statuses or key in ("time", "role") and value:
            relation[key] = value
        else:
            self.fail(f"not understood: {part!r}")

    def quantity(self, value: str) -> dict[str, Any]:
        match = _QUANTITY.fullmatch(value)
        if not match or match[1] not in self.schema.bounds or (match[1] == "range") != bool(match[3]):
            self.fail(f"a quantity is «BOUND number unit» or «range low-high unit», not {value!r}")
        quantity = {"value": _number(match[2]), "unit": match[4] or "", "bound": match[1]}
        return quantity | ({"high": _number(match[3])} if match[3] else {})

    def add(self, relation: dict[str, Any], category: str, sentence: str) -> None:
        ends = [relation["from"], relation["to"]]
        if self.schema.relations[relation["type"]].symmetric:
            ends.sort()
        known = self.relations.setdefault((relation["type"], *ends, category), relation)
        known.setdefault("evidence", []).append(sentence)
        if known is not relation:
            known["quantities"] += [q for q in relation["quantities"] if q not in known["quantities"]]
            if relation["status"] == known["status"]:  # who denies a claim is no source of it
                known["attributed_to"] = sorted({*known["attributed_to"], *relation["attributed_to"]})


def _number(digits: str) -> int | float:
    number = float(digits)
    return int(number) if number.is_integer() else number
