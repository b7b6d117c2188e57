"""A document's whole way through reading: text → sentences → cast → scenes → claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from accord.graph.model import Document, DocumentGraph, Mention
from accord.graph.reading.naming.cast import Cast
from accord.graph.reading.parsing import Sentence

__all__ = ["read_document", "read_documents"]

BATCH = 32


def read_document(document: Document) -> DocumentGraph:
    """The entities, mentions and claims of one document; the same document gives the same graph.

    Raises `InputError` where its language is not read.
    """
    return next(iter(read_documents([document])))


def read_documents(documents: Iterable[Document]) -> Iterator[DocumentGraph]:
    """The graphs of documents, in their order, read in batches so that a long stream needs little memory."""
    from accord.graph.reading.naming import name_entities

    stream = iter(documents)
    while batch := list(islice(stream, BATCH)):
        for document, sentences in zip(batch, _parse(batch), strict=True):
            yield graph_of(document, sentences, name_entities(document.text, sentences, document.language))


def _parse(batch: Sequence[Document]) -> list[tuple[Sentence, ...]]:
    from accord.graph.reading.parsing.models import parse_texts

    found: dict[int, tuple[Sentence, ...]] = {}
    for language in sorted({document.language for document in batch}):
        numbers = [i for i, document in enumerate(batch) if document.language == language]
        texts = [batch[i].text for i in numbers]
        found.update(zip(numbers, parse_texts(texts, language), strict=True))
    return [found[i] for i in range(len(batch))]


def graph_of(document: Document, sentences: tuple[Sentence, ...], cast: Cast) -> DocumentGraph:
    """The graph of a document whose sentences are parsed and whose cast is known."""
    from accord.graph.reading.quantities import find_quantities
    from accord.graph.reading.relating import relate, stage
    from accord.graph.reading.times import find_periods

    reference = date.fromisoformat(document.date) if document.date else None
    quantities = find_quantities(document.text, document.language)
    periods = find_periods(document.text, document.language, reference)
    mentions = sorted(
        {
            Mention(naming.start, naming.end, document.text[naming.start : naming.end], entity)
            for naming in cast.namings
            if not naming.refers_only
            for entity in naming.entities
        },
        key=lambda mention: (mention.start, mention.end, mention.entity),
    )
    return DocumentGraph(
        document=document,
        entities=cast.entities,
        mentions=tuple(mentions),
        claims=relate(stage(document, sentences, cast, quantities, periods)),
    )
