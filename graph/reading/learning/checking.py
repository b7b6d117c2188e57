"""``python -m accord.graph.reading.learning.checking corpus/documents/*.txt``: says what is wrong, and counts.

Beyond the format (see `marking`) each document must bear the name of its file and say that it is fiction.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from accord.graph.errors import DataFileError
from accord.graph.reading.learning.annotated import Annotated, read_annotated
from accord.graph.reading.learning.holding import is_held_out

__all__ = ["FICTION", "Tally", "check", "tally"]

FICTION = "Every event and quotation here is invented."
"""The value of ``@fiction`` in the head of every document that is shipped."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How much some documents hold; `stating` counts the sentences that state a relation, `types` are sorted."""

    documents: int
    words: int
    sentences: int
    stating: int
    mentions: int
    relations: int
    types: tuple[tuple[str, int], ...]

    def __str__(self) -> str:
        types = ", ".join(f"{name} {count}" for name, count in self.types)
        return (
            f"{self.documents} documents, {self.words} words, {self.sentences} sentences ({self.stating} state "
            f"something), {self.mentions} mentions, {self.relations} relations: {types}"
        )


def check(path: Path) -> Annotated:
    """The document at `path`, if it is fit to be shipped.

    Raises `DataFileError` beginning with ``path:line:``.
    """
    document = read_annotated(path)
    if document.name != path.stem:
        raise DataFileError(f"{path}:1: @id is {document.name!r}, not the file's name {path.stem!r}")
    if f"@fiction {FICTION}" not in path.read_text(encoding="utf-8").partition("\n@entities")[0].splitlines():
        raise DataFileError(f"{path}:1: the head lacks «@fiction {FICTION}»")
    return document


def tally(documents: Iterable[Annotated]) -> Tally:
    """Counts what `documents` hold; relations as the graph has them, one a type, ends and category."""
    types: Counter[str] = Counter()
    words = sentences = stating = mentions = number = 0
    for document in documents:
        number += 1
        words += len(document.text.split())
        sentences += sum(bool(line.strip()) for line in document.text.splitlines())
        mentions += len(document.spans)
        relations = document.graph["relations"]
        types.update(relation["type"] for relation in relations)
        stating += len({sentence for relation in relations for sentence in relation["evidence"]})
    return Tally(number, words, sentences, stating, mentions, types.total(), tuple(sorted(types.items())))


def main() -> None:
    """Check files, print what is wrong and what the others hold; exit with 1 if any is wrong."""
    parser = argparse.ArgumentParser(description="Check annotated documents.")
    parser.add_argument("--held-out", action="store_true", help="only the documents that no training sees")
    parser.add_argument("--json", type=Path, metavar="DIR", help="write NAME.txt and its graph NAME.json there")
    parser.add_argument("files", nargs="+", type=Path)
    arguments = parser.parse_args()
    right: list[Annotated] = []
    wrong = 0
    for path in sorted(arguments.files):
        if arguments.held_out and not is_held_out(path.stem):
            continue
        try:
            right.append(check(path))
        except DataFileError as error:
            wrong += 1
            print(error, file=sys.stderr)
    if arguments.json:
        for document in right:
            _write(document, arguments.json)
    print(tally(right))
    sys.exit(bool(wrong))


def _write(document: Annotated, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    graph = json.dumps(document.graph, ensure_ascii=False, indent=1)
    (folder / f"{document.name}.json").write_text(graph + "\n", encoding="utf-8")
    (folder / f"{document.name}.txt").write_text(document.text.strip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
