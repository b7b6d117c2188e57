"""Measures naming against annotated documents: entities as score.py counts them, and what was missed.

Usage: naming.py SCORE_PY [--misses] FILE…    (FILE: NAME.txt of the corpus, or NAME.json beside its text)
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

from scoring import load_scorer

from accord.graph.reading.learning.annotated import Annotated, read_annotated
from accord.graph.reading.naming import name_entities
from accord.graph.reading.parsing.models import parse_texts


def main(score_path: str, *arguments: str) -> None:
    """Prints precision, recall and F1 for each label, and the speed of naming alone."""
    score = load_scorer(Path(score_path))
    show = "--misses" in arguments
    documents = [read_annotated(Path(a)) for a in arguments if not a.startswith("--")]
    tally: Counter = Counter()
    words, spent = 0, 0.0
    for document, sentences in zip(documents, parse_texts((d.text for d in documents), "fr"), strict=True):
        begin = time.process_time()
        cast = name_entities(document.text, sentences, document.language)
        spent += time.process_time() - begin
        words += len(document.text.split())
        measure(document, cast, score, tally, show)
    references = {key: tally.pop(("references", key), 0) for key in ("tp", "fp", "fn")}
    for label in ("all", *sorted({label for label, _ in tally} - {"all"})):
        p, r, f = score.ratios({k: tally[label, k] for k in ("tp", "fp", "fn")})
        print(
            f"{label:13} P {p:.3f} R {r:.3f} F1 {f:.3f}  (tp {tally[label, 'tp']} fp {tally[label, 'fp']} fn {tally[label, 'fn']})"
        )
    p, r, f = score.ratios(references)
    print(f"references    P {p:.3f} R {r:.3f} F1 {f:.3f}  {references} (same end, same things)")
    print(f"{words / spent:,.0f} words a second")


def measure(document: Annotated, cast: object, score: object, tally: Counter, show: bool) -> None:
    """Counts one document's matches into `tally`."""
    mentions: dict[str, set[str]] = {}
    for naming in cast.namings:
        if not naming.refers_only:
            for entity in naming.entities:
                mentions.setdefault(entity, set()).add(document.text[naming.start : naming.end])
    nodes = [
        {"id": e.id, "labels": [e.label], "name": e.name, "mentions": sorted(mentions.get(e.id, ()))}
        for e in cast.entities
    ]
    gold = document.graph["entities"]
    matched = score.align(gold, nodes)
    want = {(end, frozenset(ids)) for _, end, ids, refers in document.spans if refers}
    have = {(n.end, frozenset(str(matched.get(e)) for e in n.entities)) for n in cast.namings if n.refers_only}
    # Annotators mark the references that relations need, not all: only ends that they marked can be wrong.
    marked = {end for end, _ in want}
    tally["references", "tp"] += len(want & have)
    tally["references", "fp"] += len({h for h in have - want if h[0] in marked})
    tally["references", "fn"] += len(want - have)
    for node in nodes:
        outcome = "tp" if node["id"] in matched else "fp"
        tally.update([("all", outcome), (node["labels"][0], outcome)])
        if show and outcome == "fp":
            print(f"{document.name}: + {node['id']} {node['mentions']}")
    for entity in gold:
        if entity["id"] not in matched.values():
            tally.update([("all", "fn"), (entity["type"], "fn")])
            if show:
                print(f"{document.name}: - {entity['type']} {entity['name']} {entity['mentions']}")


if __name__ == "__main__":
    main(*sys.argv[1:])
