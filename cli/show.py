"""``accord show``: one entity with its relations and the sentences that state them."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten
from typing import TYPE_CHECKING, Any

import click

from accord.cli.options import store_option
from accord.cli.streams import printable

if TYPE_CHECKING:
    from accord.graph.dossiers import Dossier, Line
    from accord.graph.model import Claim, Document

__all__ = ["show"]

LONGEST_TITLE = 60


@click.command(short_help="Show an entity's relations with their sentences.")
@click.argument("entity")
@click.option("--limit", type=click.IntRange(min=1), default=3, show_default=True, help="Sentences for each relation.")
@store_option
def show(entity: str, limit: int, store: str) -> None:
    """Show an entity with its relations: the sentences that state them, on whose word, how much and when.

    ENTITY is an id, a name or an alias; case and accents don't matter.

    \b
    accord show "North Korea"
    accord show state:PRK --limit 1
    """
    from accord.graph import open
    from accord.graph.dossiers import dossier, find_entity

    with open(store, read_only=True) as opened:
        contents = opened.contents("all")
    for line in _lines(dossier(contents, find_entity(contents, entity)), limit):
        click.echo(line)


def _lines(found: Dossier, limit: int) -> Iterator[str]:
    entity = found.entity
    kind = f" ({entity.kind})" if entity.kind else ""
    yield f"{_styled(entity.name, bold=True)}  {_styled(f'{entity.label}{kind}  {entity.id}')}"
    if entity.aliases:
        yield _styled(f"also called: {', '.join(entity.aliases)}")
    if not found.lines:
        yield "no relations"
    for line in found.lines:
        yield ""
        yield _headline(line)
        for claim, document in line.evidence[:limit]:
            yield from _evidence(claim, document, found)
        if len(line.evidence) > limit:
            yield f"    … and {len(line.evidence) - limit} more (--limit)"


def _headline(line: Line) -> str:
    from accord.graph.schema import load_schema

    relation = line.relation
    type = f"{relation.type}:{relation.category}" if relation.category else relation.type
    symmetric = load_schema().relations[relation.type].symmetric
    arrow = f"─{type}─" if symmetric else f"─{type}→" if line.outgoing else f"←{type}─"
    facts = [
        relation.role,
        relation.status if relation.status != "actual" else None,
        "contradicted" if relation.contradicted else None,
        ", ".join(relation.quantities),
        _days(relation.first_date, relation.last_date),
        f"according to {', '.join(relation.attributed_to)}" if relation.attributed_to else None,
    ]
    told = "; ".join(fact for fact in facts if fact)
    return (
        f"  {_styled(arrow, fg='cyan')} {_styled(line.other.name, bold=True)}{_styled(f'  [{told}]' if told else '')}"
    )


def _evidence(claim: Claim, document: Document | None, found: Dossier) -> Iterator[str]:
    yield _styled(f"    « {' '.join(claim.sentence.split())} »")
    sources = ", ".join(sorted(found.names.get(id, id) for id in claim.attributed_to))
    status = claim.status if claim.status != "actual" else None
    origin = (
        (shorten(document.title, LONGEST_TITLE, placeholder="…"), document.publisher, document.date, document.url)
        if document
        else ()
    )
    facts = (status, f"according to {sources}" if sources else None, claim.time, *origin)
    yield _styled(f"      {' · '.join(fact for fact in facts if fact)}", dim=True)


def _days(first: str | None, last: str | None) -> str | None:
    return first if first == last else f"{first or '…'} to {last or '…'}"


def _styled(text: str, **style: Any) -> str:
    """Names and sentences come from texts: nothing but our own styling may steer the terminal."""
    return click.style(printable(text), **style) if style else printable(text)
