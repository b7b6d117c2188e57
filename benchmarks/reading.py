"""Scores reading on annotated documents: ``python benchmarks/reading.py SCORE_PY FILE… [--given] [--misses]``.

SCORE_PY is the scorer that stands beside the gold (`score.py`); FILE is a document of the corpus (``.txt``) or a JSON
graph beside its text. Of the corpus only the held-out tenth is scored, unless ``--all`` is given, since the rest
trained the model. ``--given`` reads with the annotated entities, so that the difference tells what naming costs.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

from scoring import load_scorer

from accord.graph.extracts import extract
from accord.graph.model import Document
from accord.graph.reading.documents import graph_of
from accord.graph.reading.learning.annotated import read_annotated
from accord.graph.reading.learning.holding import is_held_out
from accord.graph.reading.naming import name_entities
from accord.graph.reading.parsing.models import known_languages, parse_texts

WHATS = ("entities", "relations", "quantities", "attribution", "not actual")


def main() -> None:
    """Read the files, score what was read, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scorer", type=Path, metavar="SCORE_PY")
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--given", action="store_true", help="with the annotated entities")
    parser.add_argument("--all", action="store_true", help="training documents of the corpus too")
    parser.add_argument("--misses", action="store_true", help="what was missed, and what is too much")
    arguments = parser.parse_args()
    scorer = load_scorer(arguments.scorer)
    tally: Any = defaultdict(Counter)
    misses: list[tuple[str, str, str]] = []
    count = 0
    for path in sorted(arguments.files):
        if path.suffix == ".txt" and not (arguments.all or is_held_out(path.stem)):
            continue
        annotated = read_annotated(path)
        if annotated.language not in known_languages():
            continue
        sentences = next(iter(parse_texts([annotated.text], annotated.language)))
        document = Document(f"doc:{path.stem}", annotated.text, "", annotated.language, annotated.date, path=path.name)
        cast = annotated.cast(sentences) if arguments.given else name_entities(annotated.text, sentences, "fr")
        produced = extract(graph_of(document, sentences, cast))
        scorer.score_document({**annotated.graph, "document": path.stem}, produced, tally, misses)
        count += 1
    if arguments.misses:
        print(*(": ".join(miss) for miss in misses), sep="\n")
    print(f"{count} documents, {'given' if arguments.given else 'own'} entities")
    _print(scorer, tally)


def _print(scorer: ModuleType, tally: Any) -> None:
    rows = [(what, tally["all", what]) for what in WHATS]
    rows += [(kind, counts) for (scope, kind), counts in sorted(tally.items()) if scope == "type"]
    for name, counts in rows:
        precision, recall, f1 = scorer.ratios(counts)
        print(
            f"{name:16} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}  (found {counts['tp']}, too much {counts['fp']}, missed {counts['fn']})"
        )
    right, wrong = tally["all", "status"]["tp"], tally["all", "status"]["fn"]
    print(f"{'status':16} {right}/{right + wrong} right")


if __name__ == "__main__":
    main()
