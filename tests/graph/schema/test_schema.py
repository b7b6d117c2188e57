"""The schema is the codebook's, and a wrong file is pointed at."""

import shutil
from pathlib import Path

import pytest

import accord.graph.schema as package
from accord.graph.errors import DataFileError
from accord.graph.schema import load_schema

LABELS = "Agreement Event Organisation Person Place Programme State"
RELATIONS = (
    "ATTACKS CONDEMNS CONTROLS COOPERATES_WITH HOLDS_OFFICE LOCATED_IN LOSES MEETS MEMBER_OF PARTICIPATES_IN PARTY_TO "
    "PART_OF PURSUES SANCTIONS SENDS SUPPORTS THREATENS"
)


def test_types_are_those_of_the_codebook() -> None:
    schema = load_schema()
    assert " ".join(schema.labels) == LABELS
    assert " ".join(schema.relations) == RELATIONS
    assert [name for name, found in schema.relations.items() if found.symmetric] == ["COOPERATES_WITH", "MEETS"]
    assert set(schema.relations["SENDS"].categories) == {
        "arms",
        "troops",
        "money",
        "goods",
        "energy",
        "technology",
        "aid",
        "intelligence",
        "people",
    }
    assert list(schema.statuses) == ["actual", "conditional", "planned", "ended", "denied"]
    assert set(schema.labels["Organisation"].kinds) == {
        "igo",
        "bloc",
        "government",
        "military",
        "company",
        "media",
        "thinktank",
        "party",
        "ngo",
        "other",
    }


def test_ends_are_checked() -> None:
    schema = load_schema()
    assert schema.allows("LOSES", "State", "Event")
    assert not schema.allows("LOSES", "Event", "State")
    assert not schema.allows("NO_SUCH_TYPE", "State", "State")


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "message"),
    [
        ("relations/SENDS.yaml", "to: [State,", "to: [Planet,", 5, "unknown label 'Planet'"),
        ("relations/SENDS.yaml", "symmetric: false", "symmetric: NO", 6, "symmetric must be true or false"),
        ("relations/SENDS.yaml", "name: SENDS", "name: SEND", 2, "must equal the file's"),
        ("labels/State.yaml", "colour: ", "color: ", 8, "unknown key 'color'"),
        ("labels/State.yaml", "{en: State, fr: État}", "{en: State}", 4, "lacks the language 'fr'"),
        ("properties.yaml", "quantity: number", "quantity: numeric", 8, "unknown type 'numeric'"),
    ],
)
def test_a_wrong_file_is_pointed_at(tmp_path: Path, file: str, old: str, new: str, line: int, message: str) -> None:
    folder = tmp_path / "schema"
    shutil.copytree(Path(package.__file__).parent, folder)
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataFileError) as error:
        load_schema(folder)
    assert str(error.value).startswith(f"{path}:{line}: ")
    assert message in str(error.value)
