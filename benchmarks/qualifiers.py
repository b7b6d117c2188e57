"""Measures what qualifies relations — status, sources, amounts, times, offices — on relations that are given.

Usage: qualifiers.py [--status --by --quantities --time --role] FILE…
    (FILE: NAME.txt of the corpus, which annotates sentence by sentence; the options print what is wrong)

Every annotated relation whose two ends stand in its sentence is taken as found, with the word that relating would
take for it; so nothing here hangs on which relations are found.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from accord.graph.model import Document, Quantity
from accord.graph.reading.learning.annotated import Annotated, read_annotated
from accord.graph.reading.parsing import Sentence
from accord.graph.reading.parsing.models import parse_texts
from accord.graph.reading.quantities import find_quantities
from accord.graph.reading.relating import stage
from accord.graph.reading.relating.details import period_of, quantities_by_relation, role_of
from accord.graph.reading.relating.framing import frame_matches, load_frames
from accord.graph.reading.relating.lexicon import load_lexicon
from accord.graph.reading.relating.relating import _attribution, _Draft, _trigger
from accord.graph.reading.relating.scene import Scene
from accord.graph.reading.relating.sources import sources_of
from accord.graph.reading.relating.status import status_at
from accord.graph.reading.times import find_periods

SYMMETRIC = ("COOPERATES_WITH", "MEETS")


@dataclass
class Line:
    """One relation line: what it states of the sentence text[start:end], and how."""

    start: int
    end: int
    type: str
    category: str | None
    ends: tuple[str, str]
    status: str = "actual"
    by: tuple[str, ...] = ()
    time: str = ""
    role: str = ""
    quantities: list[tuple[str, float]] = field(default_factory=list)


def lines_of(path: Path, document: Annotated) -> Iterator[Line]:
    """The relation lines of a file, each with its sentence's place in the text."""
    start = end = 0
    inside = False
    for row in path.read_text(encoding="utf-8").splitlines():
        if row.startswith("@"):
            inside, end = row == "@text", -1
        elif inside and not row.startswith(">"):
            start = end + 1
            end = start + len(re.sub(r"\]\{[^}]*\}", "", row).replace("[", ""))
        elif inside:
            head, *rest = [part.strip() for part in row[1:].split(" | ")]
            kind, source, target = head.split()
            kind, _, category = kind.partition(":")
            line = Line(start, end, kind, category or None, (source, target))
            for part in rest:
                key, _, value = part.partition("=")
                if key == "q":
                    bound, amount = value.split()[:2]
                    line.quantities.append((bound, float(amount.split("-")[0])))
                elif key == "by":
                    line.by = tuple(sorted(value.split(",")))
                else:
                    setattr(line, key, value)
            yield line


def _drafted(scene: Scene, line: Line, matches: Sequence) -> _Draft | None:
    """The relation as relating would draft it: of all pairs of phrases for its ends the framed, then the nearest one."""
    pairs = []
    for i, a in enumerate(scene.phrases):
        for j, b in enumerate(scene.phrases):
            wanted = {line.ends, line.ends[::-1]} if line.type in SYMMETRIC else {line.ends}
            if i != j and any(s in a.entities and t in b.entities for s, t in wanted):
                trigger, rule = _trigger(scene, matches, line.type, i, j)
                pairs.append((rule == "learned", abs(a.head - b.head), i, j, trigger, rule))
    if not pairs:
        return None
    _, _, i, j, trigger, rule = min(pairs)
    return _Draft(line.type, line.category, (scene.phrases[i], scene.phrases[j]), *line.ends, 1.0, trigger, rule)


def measure(
    path: Path, document: Annotated, sentences: tuple[Sentence, ...], tally: Counter, show: frozenset[str]
) -> None:
    """Counts one document's right and wrong qualifiers into `tally`; prints the wrong ones named in `show`."""
    plain = Document(document.name, document.text, "", document.language, document.date)
    reference = date.fromisoformat(document.date) if document.date else None
    lexicon, frames = load_lexicon(plain.language), load_frames(plain.language)
    stated = list(lines_of(path, document))
    earlier: tuple[str, ...] = ()
    quantities = find_quantities(plain.text, plain.language)
    periods = find_periods(plain.text, plain.language, reference)
    for scene in stage(plain, sentences, document.cast(sentences), quantities, periods):
        sources = sources_of(scene, lexicon, earlier)
        earlier = tuple(dict.fromkeys(e for s in sources for e in s.entities)) or earlier
        matches = tuple(frame_matches(scene, frames, lexicon))
        here = [line for line in stated if line.start < scene.sentence.end and scene.sentence.start < line.end]
        drafts = [(line, draft) for line in here if (draft := _drafted(scene, line, matches)) is not None]
        tally["pairs", "tp"] += len(drafts)
        tally["pairs", "fn"] += len(here) - len(drafts)
        amounts = quantities_by_relation(scene, [(d.type, d.category, d.trigger) for _, d in drafts], lexicon)
        for number, (line, draft) in enumerate(drafts):
            time = period_of(scene, draft.type, draft.trigger, lexicon)
            person = next((p for p in draft.phrases if scene.label(p.entities[0]) == "Person"), None)
            role = role_of(scene, person, lexicon) if person and draft.type == "HOLDS_OFFICE" else None
            status = status_at(scene.sentence, draft.trigger, lexicon, draft.type)
            found = {
                "status": ({line.status} - {"actual"}, {status} - {"actual"}),
                "by": (set(line.by), set(_attribution(draft, sources))),
                "quantities": (set(line.quantities), {_amount(q) for q in amounts.get(number, ())}),
                "time": ({_plain(line.time)} - {""}, {_plain(time.text)} if time else set()),
                "role": ({_plain(line.role)} - {""}, {_plain(role)} if role else set()),
            }
            for what, (want, have) in found.items():
                tally[what, "tp"] += len(want & have)
                tally[what, "fn"] += len(want - have)
                tally[what, "fp"] += len(have - want)
                if what in show and want != have:
                    word = scene.sentence.tokens[draft.trigger].text
                    print(f"{document.name} {what} {line.type} {line.ends} «{word}»: want {want} have {have}")
                    print("   ", scene.sentence.text)
            tally[f"  {line.status}", "tp" if line.status == status else "fn"] += 1
            tally[f"  {status}", "fp"] += line.status != status


def _amount(quantity: Quantity) -> tuple[str, float]:
    return quantity.bound, float(quantity.value)


def _plain(words: str) -> str:
    return words.replace("’", "'").casefold().strip()


def main(*arguments: str) -> None:
    """Prints precision, recall and F1 of each qualifier."""
    show = frozenset(a[2:] for a in arguments if a.startswith("--"))
    paths = [Path(a) for a in arguments if not a.startswith("--")]
    documents = [read_annotated(path) for path in paths]
    tally: Counter = Counter()
    for path, document, sentences in zip(paths, documents, parse_texts((d.text for d in documents), "fr"), strict=True):
        measure(path, document, sentences, tally, show)
    report(tally)


def report(tally: Counter) -> None:
    """Prints a tally, a line for each of its names."""
    for what in dict.fromkeys(name for name, _ in tally):
        tp, fp, fn = (tally[what, key] for key in ("tp", "fp", "fn"))
        precision, recall = tp / max(1, tp + fp), tp / max(1, tp + fn)
        f1 = 2 * tp / max(1, 2 * tp + fp + fn)
        print(f"{what:14} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}  (tp {tp} fp {fp} fn {fn})")


if __name__ == "__main__":
    main(*sys.argv[1:])
