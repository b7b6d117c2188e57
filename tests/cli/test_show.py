"""``accord show``."""

from pathlib import Path
from typing import Any

import pytest


@pytest.mark.parametrize("name", ["state:IBR", "Iberia", "iberia", "IBÉRIE", "iberie", "Ibérien"])
def test_an_entity_is_found_by_id_name_and_alias(run: Any, store: Path, name: str) -> None:
    ending = run("show", name)
    assert ending.code == 0, ending.err
    assert ending.out.startswith("Iberia  State  state:IBR\n")


def test_relations_come_with_sentence_source_amount_and_time(run: Any, store: Path) -> None:
    out = run("show", "Iberia").out
    assert "─SENDS:arms→ Lusitania  [≥ 300 chars; 2024-01-01 to 2024-12-31; according to Le Courrier]" in out
    assert "« Selon le journal Le Courrier, l'Ibérie a livré au moins 300 chars à la Lusitanie en 2024. »" in out
    assert "according to Le Courrier · en 2024 · Des chars pour la Lusitanie · Agora · 2025-01-31" in out
    assert "https://example.org/chars" in out


def test_the_other_end_sees_the_relation_too(run: Any, store: Path) -> None:
    out = run("show", "Lusitanie").out
    assert "←SENDS:arms─ Iberia" in out
    assert "←SENDS:arms─ Gaul  [denied]" in out


@pytest.mark.parametrize(
    "name, words",
    [
        ("Le voisin", "may be several; name one by its id: org:le-courrier (Le Courrier), state:GAU (Gaul)"),
        ("Lusitanja", "did you mean state:LUS (Lusitania)?"),
        ("courr", "did you mean org:le-courrier (Le Courrier)?"),
        ("Atlantide", "no entity is called 'Atlantide'"),
        ("", "no entity is called ''"),
        ("…", "no entity is called '…'"),
    ],
)
def test_ambiguous_and_unknown_names(run: Any, store: Path, name: str, words: str) -> None:
    ending = run("show", name)
    assert (ending.code, ending.out) == (1, "")
    assert words in ending.err and ending.err.count("\n") == 1
