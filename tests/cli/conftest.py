"""Running the command line in this process, and a small store to run it on."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from accord.cli.main import main
from accord.graph import open as open_store
from accord.graph.identity import claim_id, document_id, relation_id
from accord.graph.model import Claim, Document, DocumentGraph, Entity, Mention, Quantity


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs ``accord`` with arguments and, if given, bytes on standard input."""

    def command(*arguments: str | Path, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        with pytest.raises(SystemExit) as ending:
            main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert isinstance(ending.value.code, int)
        return Outcome(ending.value.code, out, err)

    return command


TEXT = (
    "Selon le journal Le Courrier, l'Ibérie a livré au moins 300 chars à la Lusitanie en 2024. "
    "L'Ibérie a condamné la Gaule. La Gaule n'a pas livré de chars à la Lusitanie."
)
IBERIA = Entity("state:IBR", "State", "Iberia", aliases=("Ibérie", "ibérien"))
LUSITANIA = Entity("state:LUS", "State", "Lusitania", aliases=("Lusitanie",))
GAUL = Entity("state:GAU", "State", "Gaul", aliases=("Gaule", "le voisin"))
COURIER = Entity("org:le-courrier", "Organisation", "Le Courrier", "media", ("le voisin",))


def small_graph() -> DocumentGraph:
    document = Document(
        document_id(TEXT), TEXT, "Des chars pour la Lusitanie", "fr", "2025-01-31", "https://example.org/chars", "Agora"
    )
    sentences = [part.strip() for part in TEXT.replace(". ", ".|").split("|")]
    tanks = Quantity(300, "chars", "min")
    claims = (
        _claim(document, "SENDS", IBERIA, LUSITANIA, sentences[0], "arms", quantities=(tanks,), year=2024),
        _claim(document, "CONDEMNS", IBERIA, GAUL, sentences[1]),
        _claim(document, "SENDS", GAUL, LUSITANIA, sentences[2], "arms", status="denied"),
    )
    entities = tuple(sorted((IBERIA, LUSITANIA, GAUL, COURIER), key=lambda entity: entity.id))
    start = TEXT.index("Ibérie")
    return DocumentGraph(
        document,
        entities,
        (Mention(start, start + 6, "Ibérie", IBERIA.id),),
        tuple(sorted(claims, key=lambda claim: claim.id)),
    )


def _claim(
    document: Document,
    type: str,
    source: Entity,
    target: Entity,
    sentence: str,
    category: str | None = None,
    status: str = "actual",
    quantities: tuple[Quantity, ...] = (),
    year: int | None = None,
) -> Claim:
    relation = relation_id(type, source.id, target.id, category)
    start = document.text.index(sentence)
    return Claim(
        claim_id(document.id, relation, start, start + len(sentence), status, quantities),
        document.id,
        relation,
        type,
        source.id,
        target.id,
        sentence,
        start,
        start + len(sentence),
        category=category,
        status=status,
        quantities=quantities,
        time=f"en {year}" if year else None,
        start_date=f"{year}-01-01" if year else None,
        end_date=f"{year}-12-31" if year else None,
        attributed_to=(COURIER.id,) if year else (),
    )


@pytest.fixture(scope="session")
def made_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "small.db"
    with open_store(path) as store:
        store.apply([small_graph()])
    return path


@pytest.fixture
def store(made_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of one document, three states and a newspaper; ACCORD_STORE names it."""
    path = tmp_path / "small.db"
    path.write_bytes(made_store.read_bytes())
    monkeypatch.setenv("ACCORD_STORE", str(path))
    return path
