"""``python -m accord.graph.reading.learning [--language fr] FILE…``: trains the model of a language."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from accord.graph.errors import AccordError
from accord.graph.reading.learning.annotated import Annotated, read_annotated
from accord.graph.reading.learning.examples import Example, examples_of
from accord.graph.reading.learning.holding import is_held_out
from accord.graph.reading.learning.training import clusters_of, train
from accord.graph.reading.naming import name_entities
from accord.graph.reading.parsing import Sentence
from accord.graph.reading.parsing.models import model_rules, parse_texts
from accord.graph.reading.relating import judge

THRESHOLDS = {"*": 0.3}


def main() -> None:
    """Read the files, train, and write the model beside the code that reads it."""
    parser = argparse.ArgumentParser(prog="python -m accord.graph.reading.learning", description=__doc__)
    parser.add_argument("--language", default="fr")
    parser.add_argument("--all", action="store_true", help="train on the held-out tenth too")
    parser.add_argument("--output", type=Path, help="default: the model that reading uses")
    parser.add_argument("files", nargs="+", type=Path)
    arguments = parser.parse_args()
    output = arguments.output or Path(judge.__file__).parent / "models" / f"{arguments.language}.npz"
    paths = [path for path in sorted(arguments.files) if arguments.all or not is_held_out(path.stem)]
    try:
        documents = [d for d in map(read_annotated, paths) if d.language == arguments.language]
        if not documents:
            parser.error(f"no documents in the language {arguments.language!r}")
        parsed = list(parse_texts([document.text for document in documents], arguments.language))
        examples = list(_examples(documents, parsed))
        clusters = clusters_of(sorted(_lemmas(parsed)), model_rules(arguments.language).package)
        kept = train(examples, clusters, output, THRESHOLDS)
    except (AccordError, OSError) as error:
        parser.exit(1, f"{parser.prog}: {error}\n")
    size = output.stat().st_size
    print(f"{len(documents)} documents, {len(examples)} pairs, {kept} features: {output} ({size} bytes)")


def _examples(documents: Sequence[Annotated], parsed: Sequence[tuple[Sentence, ...]]) -> Iterator[Example]:
    """Each document twice: with the cast that a person marked, and with the one that naming finds."""
    for document, sentences in zip(documents, parsed, strict=True):
        yield from examples_of(document, sentences)
        yield from examples_of(document, sentences, name_entities(document.text, sentences, document.language))


def _lemmas(parsed: Sequence[tuple[Sentence, ...]]) -> set[str]:
    return {
        token.lemma
        for sentences in parsed
        for sentence in sentences
        for token in sentence.tokens
        if token.pos in ("NOUN", "VERB", "ADJ")
    }


if __name__ == "__main__":
    main()
