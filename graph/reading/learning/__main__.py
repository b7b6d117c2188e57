"""``python -m accord.graph.reading.learning [--language fr] FILE…``: trains the model of a language."""

from __future__ import annotations

import argparse
from pathlib import Path

from accord.graph.reading.learning.annotated import read_annotated
from accord.graph.reading.learning.examples import Example, examples_of
from accord.graph.reading.learning.training import clusters_of, train
from accord.graph.reading.naming import name_entities
from accord.graph.reading.parsing.models import model_rules, parse_texts
from accord.graph.reading.relating import judge

THRESHOLDS = {"*": 0.3}


def main() -> None:
    """Read the files, train, and write the model beside the code that reads it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--language", default="fr")
    parser.add_argument("--output", type=Path, help="default: the model that reading uses")
    parser.add_argument("files", nargs="+", type=Path)
    arguments = parser.parse_args()
    documents = [d for d in map(read_annotated, sorted(arguments.files)) if d.language == arguments.language]
    parsed = list(parse_texts([document.text for document in documents], arguments.language))
    examples: list[Example] = []
    for document, sentences in zip(documents, parsed, strict=True):
        examples += examples_of(document, sentences)
        examples += examples_of(document, sentences, name_entities(document.text, sentences, document.language))
    lemmas = {t.lemma for ss in parsed for s in ss for t in s.tokens if t.pos in ("NOUN", "VERB", "ADJ")}
    output = arguments.output or Path(judge.__file__).parent / "models" / f"{arguments.language}.npz"
    clusters = clusters_of(sorted(lemmas), model_rules(arguments.language).package)
    kept = train(examples, clusters, output, THRESHOLDS)
    print(
        f"{len(documents)} documents, {len(examples)} pairs, {kept} features: {output} ({output.stat().st_size} bytes)"
    )


if __name__ == "__main__":
    main()
