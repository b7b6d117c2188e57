"""Scalar and aggregating functions."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.cypher.errors import CypherArgumentError, CypherArithmeticError, CypherError, CypherTypeError
from accord.cypher.functions.registry import FUNCTIONS, is_deferred, lookup
from accord.cypher.result import Node, Path, Relationship

RUSSIA = Node("state:RUS", ("State", "Entity"), {"name": "Russia", "x": None}, 7)
KOREA = Node("state:PRK", (), {}, 8)
SENDS = Relationship("r1", "SENDS", KOREA, RUSSIA, {"quantity": 4}, 3)
WAY = Path((KOREA, RUSSIA), (SENDS,))


def call(name: str, *arguments: Any) -> Any:
    function = lookup(name)
    assert function is not None, name
    return function.apply(arguments)


@pytest.mark.parametrize(
    ("name", "arguments", "value"),
    [
        ("toUpper", ("été",), "ÉTÉ"),
        ("LOWER", ("ABC",), "abc"),
        ("substring", ("missile", 2), "ssile"),
        ("substring", ("missile", 1, 3), "iss"),
        ("substring", ("missile", 9), ""),
        ("left", ("missile", 2), "mi"),
        ("right", ("missile", 2), "le"),
        ("right", ("missile", 99), "missile"),
        ("right", ("missile", 0), ""),
        ("replace", ("a-b-c", "-", ""), "abc"),
        ("split", ("a,b,,c", ","), ["a", "b", "", "c"]),
        ("split", ("a,b;c", [",", ";"]), ["a", "b", "c"]),
        ("split", ("abc", ""), ["a", "b", "c"]),
        ("trim", (" a \n",), "a"),
        ("ltrim", (" a ",), "a "),
        ("rtrim", (" a ",), " a"),
        ("btrim", ("xxaxx", "x"), "a"),
        ("trim", ("\u00a0a\u2003",), "\u00a0a"),
        ("reverse", ("obus",), "subo"),
        ("reverse", ([1, 2],), [2, 1]),
        ("size", ("🚢é",), 2),
        ("size", ([None, None],), 2),
        ("isEmpty", ("",), True),
        ("isEmpty", ({"a": 1},), False),
        ("head", ([],), None),
        ("last", ([1, 2],), 2),
        ("tail", ([1, 2, 3],), [2, 3]),
        ("range", (1, 3), [1, 2, 3]),
        ("range", (5, 1, -2), [5, 3, 1]),
        ("range", (3, 1), []),
        ("coalesce", (None, None, 2), 2),
        ("nullIf", (1, 1.0), None),
        ("nullIf", (1, 2), 1),
        ("exists", (None,), False),
        ("toInteger", ("42",), 42),
        ("toInteger", ("-4.9",), -4),
        ("toInteger", (" 4",), None),
        ("toInteger", ("quatre",), None),
        ("toInteger", ("1e3",), 1000),
        ("toIntegerOrNull", ("1e30",), None),
        ("toInteger", (-4.9,), -4),
        ("toInteger", (True,), 1),
        ("toIntegerOrNull", ([],), None),
        ("toIntegerList", (["1", None, {}, 2.5],), [1, None, None, 2]),
        ("toFloat", ("1.5e2",), 150.0),
        ("toFloat", ("nan",), None),
        ("toFloat", ("-Infinity",), -math.inf),
        ("toFloat", (" 1.5f",), 1.5),
        ("toFloat", (3,), 3.0),
        ("toFloatOrNull", (True,), None),
        ("toBoolean", (" True",), True),
        ("toBoolean", ("oui",), None),
        ("toBoolean", (0,), False),
        ("toString", (1.0,), "1.0"),
        ("toString", (False,), "false"),
        ("toStringOrNull", ({},), None),
        ("abs", (-3,), 3),
        ("abs", (-3.5,), 3.5),
        ("ceil", (1.2,), 2.0),
        ("floor", (-1.2,), -2.0),
        ("sign", (-0.5,), -1),
        ("round", (2.5,), 3.0),
        ("round", (-2.5,), -2.0),
        ("round", (1.255, 2), 1.26),
        ("round", (-1.25, 1), -1.3),
        ("round", (1.25, 1, "HALF_EVEN"), 1.2),
        ("round", (1.21, 1, "up"), 1.3),
        ("round", (7, 2), 7.0),
        ("sqrt", (9,), 3.0),
        ("log", (0,), -math.inf),
        ("exp", (1000,), math.inf),
        ("atan2", (0, 1), 0.0),
        ("pi", (), math.pi),
        ("isNaN", (math.nan,), True),
        ("labels", (RUSSIA,), ["State", "Entity"]),
        ("type", (SENDS,), "SENDS"),
        ("id", (RUSSIA,), 7),
        ("elementId", (SENDS,), "r1"),
        ("keys", (RUSSIA,), ["name", "x"]),
        ("properties", (SENDS,), {"quantity": 4}),
        ("properties", ({"a": 1},), {"a": 1}),
        ("nodes", (WAY,), [KOREA, RUSSIA]),
        ("relationships", (WAY,), [SENDS]),
        ("length", (WAY,), 1),
        ("startNode", (SENDS,), KOREA),
        ("endNode", (SENDS,), RUSSIA),
        ("valueType", ("a",), "STRING NOT NULL"),
        ("valueType", ([2, "a", None],), "LIST<STRING | INTEGER> NOT NULL"),
    ],
)
def test_scalar_functions(name: str, arguments: tuple[Any, ...], value: Any) -> None:
    result = call(name, *arguments)
    assert result == value
    assert type(result) is type(value)


@pytest.mark.parametrize(
    ("name", "arguments", "kind", "detail"),
    [
        ("toUpper", (1,), CypherTypeError, "InvalidArgumentValue"),
        ("toInteger", ([],), CypherTypeError, "InvalidArgumentValue"),
        ("toInteger", ("1e30",), CypherTypeError, "IntegerOverflow"),
        ("range", (None, 1), CypherArgumentError, "InvalidArgumentType"),
        ("toFloat", (True,), CypherTypeError, "InvalidArgumentValue"),
        ("toBoolean", (1.0,), CypherTypeError, "InvalidArgumentValue"),
        ("labels", (SENDS,), CypherTypeError, "InvalidArgumentValue"),
        ("type", (0,), CypherTypeError, "InvalidArgumentValue"),
        ("range", (1, 3, 0), CypherArgumentError, "NumberOutOfRange"),
        ("range", (1, 2.5), CypherArgumentError, "InvalidArgumentType"),
        ("range", (1, 10**12), CypherArgumentError, "NumberOutOfRange"),
        ("left", ("a", -1), CypherArgumentError, "NumberOutOfRange"),
        ("substring", ("a", 0, -1), CypherArgumentError, "NumberOutOfRange"),
        ("round", (1.5, -1), CypherArgumentError, "NumberOutOfRange"),
        ("round", (1.5, 0, "SIDEWAYS"), CypherArgumentError, "InvalidArgumentValue"),
        ("abs", (-(2**63),), CypherArithmeticError, "IntegerOverflow"),
        ("normalize", ("a", "NFX"), CypherArgumentError, "InvalidArgumentValue"),
    ],
)
def test_what_functions_refuse(name: str, arguments: tuple[Any, ...], kind: type[CypherError], detail: str) -> None:
    with pytest.raises(kind) as caught:
        call(name, *arguments)
    assert caught.value.detail == detail


@pytest.mark.parametrize(
    "name", sorted(name for name, function in FUNCTIONS.items() if function.call and function.strict)
)
def test_null_gives_null(name: str) -> None:
    function = FUNCTIONS[name]
    for count in range(max(1, function.minimum), len(function.parameters) + 1):
        if count <= len(function.parameters):
            assert function.apply([None] * count) is None


def test_functions_outside_their_domain_are_no_number() -> None:
    for name, value in (("sqrt", -1), ("log", -1), ("asin", 2), ("acos", -2), ("log10", -1.0)):
        assert math.isnan(call(name, value))


@given(
    st.sampled_from(sorted(name for name, function in FUNCTIONS.items() if function.call)),
    st.lists(
        st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats() | st.text() | st.just([1, "a"])
        | st.just({"a": 1}) | st.sampled_from([RUSSIA, SENDS, WAY]),
        min_size=3,
        max_size=3,
    ),
)  # fmt: skip
def test_functions_raise_nothing_but_cypher_errors(name: str, values: list[Any]) -> None:
    function = FUNCTIONS[name]
    for count in range(function.minimum, len(function.parameters) + 1):
        try:
            function.apply(values[:count])
        except CypherError as error:
            assert error.detail


def test_names_ignore_case_and_unknown_ones_are_none() -> None:
    assert lookup("TOUPPER") is lookup("toUpper")
    assert lookup("toUper") is None
    assert is_deferred("Date.Truncate")
    assert is_deferred("point")
    assert not is_deferred("dates")


def aggregated(name: str, values: list[Any], *arguments: Any) -> Any:
    function = lookup(name)
    assert function is not None
    assert function.accumulator is not None
    accumulator = function.accumulator()
    for value in values:
        accumulator.add(value, *arguments)
    return accumulator.result()


@pytest.mark.parametrize(
    ("name", "values", "result"),
    [
        ("count", [1, None, "a"], 2),
        ("count", [], 0),
        ("sum", [1, None, 2], 3),
        ("sum", [1, 2.5], 3.5),
        ("sum", [2**63 - 1, 1, -5], 2.0**63),
        ("sum", [], 0),
        ("avg", [1, 2, None], 1.5),
        ("avg", [None], None),
        ("min", [3, "a", None, [1]], [1]),
        ("max", [3, "a", None, [1]], 3),
        ("min", [None], None),
        ("max", [1, 2.5], 2.5),
        ("collect", [1, None, "a"], [1, "a"]),
        ("collect", [], []),
        ("stDev", [2, 4, 4, 4, 5, 5, 7, 9], math.sqrt(32 / 7)),
        ("stDevP", [2, 4, 4, 4, 5, 5, 7, 9], 2.0),
        ("stDev", [3], 0.0),
        ("stDevP", [None], None),
    ],
)
def test_aggregates(name: str, values: list[Any], result: Any) -> None:
    found = aggregated(name, values)
    assert found == pytest.approx(result) if isinstance(result, float) else found == result
    assert type(found) is type(result)


@pytest.mark.parametrize(
    ("name", "place", "result"),
    [
        ("percentileDisc", 0.0, 10),
        ("percentileDisc", 0.5, 20),
        ("percentileDisc", 1.0, 30),
        ("percentileCont", 0.0, 10.0),
        ("percentileCont", 0.25, 15.0),
        ("percentileCont", 1, 30.0),
    ],
)
def test_percentiles(name: str, place: float, result: float) -> None:
    found = aggregated(name, [30, None, 10, 20], place)
    assert found == result
    assert type(found) is type(result)


def test_aggregates_refuse() -> None:
    with pytest.raises(CypherTypeError):
        aggregated("sum", ["a"])
    with pytest.raises(CypherTypeError):
        aggregated("avg", [True])
    with pytest.raises(CypherArgumentError) as caught:
        aggregated("percentileCont", [1], 1.1)
    assert caught.value.detail == "NumberOutOfRange"


def test_aggregates_of_nothing_have_no_percentile() -> None:
    assert aggregated("percentileDisc", [], 0.5) is None
    assert aggregated("percentileCont", [None], 0.5) is None
