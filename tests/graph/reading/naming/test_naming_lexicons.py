"""The gazetteers and word lists: what they hold, and that what is wrong in them is pointed at."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from accord.graph.errors import DataFileError
from accord.graph.reading.naming.gazetteer import LEXICONS, inflect, load_gazetteer
from accord.graph.reading.naming.vocabulary import load_vocabulary


@pytest.mark.parametrize(
    ("words", "entity"),
    [
        (("nord", "-", "coreennes"), "state:PRK"),
        (("grecque",), "state:GRC"),
        (("turques",), "state:TUR"),
        (("neo", "-", "zelandaise"), "state:NZL"),
        (("japonaises",), "state:JPN"),
        (("kirghize",), "state:KGZ"),
        (("est", "-", "allemands"), "state:DDR"),
        (("occidentaux",), "org:west"),
        (("otan",), "org:nato"),
        (("bande", "de", "gaza"), "place:gaza"),
    ],
)
def test_forms(words: tuple[str, ...], entity: str) -> None:
    assert entity in {entry.id for entry in load_gazetteer("fr").entries[words]}


def test_no_form_means_two_states() -> None:
    for words, entries in load_gazetteer("fr").entries.items():
        states = {entry.id for entry in entries if entry.label == "State"}
        assert len(states) < 2, (words, states)


def test_every_state_has_a_french_name() -> None:
    named = {
        e.id for es in load_gazetteer("fr").entries.values() for e in es if e.label == "State" and e.manner == "name"
    }
    assert len(named) > 200


def test_plural_of_words_in_x() -> None:
    assert inflect("hongrois", (("ois", "oise"),)) == ("hongrois", "hongroise", "hongroises")


BROKEN = [
    ("states.yaml", "  AFG:\n", "  afgh:\n", "no ISO"),
    ("states.yaml", "fr: {names: [Angola]", "fr: {names: Angola", "must be a list"),
    ("states.yaml", "fr: {names: [Angola]", "fr: {named: [Angola]", "not known here"),
    ("organisations.yaml", "  igo:\n", "  igoo:\n", "no kind of Organisation"),
    ("places.yaml", "en: [Crimea]", "en: []", "needs an English name"),
    ("landmarks.yaml", "Event:\n", "Evemt:\n", "no label"),
]


@pytest.mark.parametrize(("name", "old", "new", "message"), BROKEN)
def test_errors_point(tmp_path: Path, name: str, old: str, new: str, message: str) -> None:
    shutil.copytree(LEXICONS, tmp_path / "lexicons")
    path = tmp_path / "lexicons" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataFileError, match=rf"^{re.escape(str(path))}:\d+: .*{message}"):
        load_gazetteer("fr", tmp_path / "lexicons")


def test_vocabulary_errors_point(tmp_path: Path) -> None:
    shutil.copytree(LEXICONS, tmp_path / "lexicons")
    path = tmp_path / "lexicons" / "fr.yaml"
    text = path.read_text(encoding="utf-8").replace("kind: ceasefire", "kind: ceasefyre", 1)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError, match=r"fr\.yaml:\d+: 'ceasefyre' is none of"):
        load_vocabulary("fr", tmp_path / "lexicons")
