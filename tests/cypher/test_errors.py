"""Errors that point."""

import pickle

import pytest

from accord.cypher.errors import CypherError, CypherSyntaxError, CypherTypeError
from accord.cypher.syntax.parser import parse


def test_it_shows_the_spot() -> None:
    with pytest.raises(CypherSyntaxError) as caught:
        parse("MATCH (n:State)\nWHERE n.name = 'Chine' AN n.x\nRETURN n")
    error = caught.value
    assert (error.line, error.column) == (2, 24)
    lines = str(error).splitlines()
    assert lines[0].endswith("(line 2, column 24)")
    assert lines[1] == "  WHERE n.name = 'Chine' AN n.x"
    assert lines[2] == " " * 25 + "^^"


def test_it_points_behind_tabs_and_at_the_end() -> None:
    with pytest.raises(CypherSyntaxError) as caught:
        parse("\tRETURN (1")
    assert str(caught.value).splitlines()[2] == "  \t         ^"


def test_long_lines_are_cut_around_the_spot() -> None:
    with pytest.raises(CypherSyntaxError) as caught:
        parse("RETURN [" + "1, " * 200 + "; " + ", 1" * 200 + "]")
    _, shown, caret = str(caught.value).splitlines()
    assert len(shown) < 130
    assert shown.strip().startswith("…")
    assert shown.endswith("…")
    assert shown[caret.index("^")] == ";"


def test_without_a_spot_it_is_the_message() -> None:
    error = CypherTypeError("+ can't be used on MAP and MAP", "InvalidArgumentType")
    assert str(error) == "+ can't be used on MAP and MAP"
    assert (error.type, error.phase, error.line, error.column) == ("TypeError", "runtime", None, None)


def test_the_first_known_spot_stays() -> None:
    error = CypherTypeError("no").at("RETURN 1 + {}", 7, 13).at("other", 0, 1)
    assert (error.text, error.column) == ("RETURN 1 + {}", 8)


def test_it_can_be_sent_to_another_process() -> None:
    error = CypherSyntaxError("no", "UnexpectedSyntax", text="RETURN", start=0, end=6)
    again = pickle.loads(pickle.dumps(error))
    assert str(again) == str(error)
    assert again.detail == "UnexpectedSyntax"


def test_every_error_has_a_type_of_its_own() -> None:
    kinds = CypherError.__subclasses__()
    assert len({kind.type for kind in kinds}) == len(kinds)
