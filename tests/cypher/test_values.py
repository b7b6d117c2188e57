"""Equality, order, logic, arithmetic and access."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from networkx import MultiDiGraph

from accord.cypher.engine import run
from accord.cypher.errors import CypherArithmeticError, CypherTypeError
from accord.cypher.result import Node, Path, Relationship
from accord.cypher.syntax.tree import ValueType
from accord.cypher.values import access, arithmetic, equality, kinds, ordering, text, type_names

NAN, INF = math.nan, math.inf
ONE, TWO = Node("n:1", ("A",), {"x": 1}, 0), Node("n:2", (), {}, 1)
LINK = Relationship("r:1", "R", ONE, TWO, {"y": [1]}, 0)
WAY = Path((ONE, TWO), (LINK,))

SCALARS = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats() | st.text(max_size=3)
ELEMENTS = st.sampled_from([ONE, TWO, LINK, WAY])
VALUES = st.recursive(
    SCALARS | ELEMENTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (None, "NULL"),
        (True, "BOOLEAN"),
        (1, "INTEGER"),
        (1.0, "FLOAT"),
        ("a", "STRING"),
        ((1,), "LIST"),
        ({}, "MAP"),
        (ONE, "NODE"),
        (LINK, "RELATIONSHIP"),
        (WAY, "PATH"),
        (b"x", "OTHER"),
    ],
)
def test_kinds(value: Any, kind: str) -> None:
    assert kinds.kind_of(value) == kind


@pytest.mark.parametrize(
    ("left", "right", "answer"),
    [
        (1, 1.0, True),
        (1, True, False),
        (2**53 + 1, float(2**53), False),
        (1, "1", False),
        (NAN, NAN, False),
        (None, None, None),
        ([1, 2], [1, 2], True),
        ([1, 2], (1, 2), True),
        ([1], [1, None], False),
        ([1, None], [1, 2], None),
        ([1, None], [2, 2], False),
        ([[None]], [[1]], None),
        ({"a": 1}, {"a": 1.0}, True),
        ({"a": None}, {"a": 1}, None),
        ({"a": None}, {"b": None}, False),
        (ONE, Node("n:1", (), {}), True),
        (ONE, TWO, False),
        (ONE, LINK, False),
        (WAY, Path((ONE, TWO), (LINK,)), True),
        (Path((ONE,), ()), Path((TWO,), ()), False),
    ],
)
def test_equality(left: Any, right: Any, answer: bool | None) -> None:
    assert equality.equals(left, right) is answer
    assert equality.equals(right, left) is answer


@pytest.mark.parametrize(
    ("left", "right", "less"),
    [
        (1, 2.5, True),
        (2, 2.0, False),
        ("a", "b", True),
        (False, True, True),
        (1, NAN, False),
        (1, "a", None),
        (1, None, None),
        ([1, 2], [1, 3], True),
        ([1], [1, 0], True),
        ([1, None], [2, 0], True),
        ([1, None], [1, 2], None),
        ([1, "a"], [1, 2], None),
        ({}, {}, None),
        (ONE, TWO, None),
    ],
)
def test_less_than(left: Any, right: Any, less: bool | None) -> None:
    assert equality.less_than(left, right) is less
    assert equality.greater_than(right, left) is less


def test_less_or_equal_is_more_than_less() -> None:
    assert equality.less_or_equal(2, 2.0) is True
    assert equality.greater_or_equal([1], [1]) is True
    assert equality.less_or_equal(NAN, NAN) is False
    assert equality.less_or_equal("a", 1) is None


@pytest.mark.parametrize(
    ("value", "items", "answer"),
    [
        (1, [1.0], True),
        (1, [], False),
        (None, [], False),
        (None, [1], None),
        (1, [None, 1], True),
        (2, [None, 1], None),
        ([1], [[1, 2], [1]], True),
        (1, None, None),
    ],
)
def test_in(value: Any, items: Any, answer: bool | None) -> None:
    assert equality.in_list(value, items) is answer


def test_in_needs_a_list() -> None:
    with pytest.raises(CypherTypeError):
        equality.in_list(1, "1")


def test_the_order_of_kinds() -> None:
    mixed = [
        None,
        NAN,
        INF,
        2,
        1.5,
        -INF,
        True,
        False,
        "b",
        "a",
        WAY,
        [2],
        [1, None],
        [1],
        [],
        LINK,
        TWO,
        ONE,
        {"a": 1},
        {},
    ]
    expected = [
        {},
        {"a": 1},
        ONE,
        TWO,
        LINK,
        [],
        [1],
        [1, None],
        [2],
        WAY,
        "a",
        "b",
        False,
        True,
        -INF,
        1.5,
        2,
        INF,
        NAN,
        None,
    ]
    assert repr(sorted(mixed, key=ordering.sort_key)) == repr(expected)


@given(VALUES, VALUES, VALUES)
def test_the_order_is_total(one: Any, two: Any, three: Any) -> None:
    a, b, c = map(ordering.sort_key, (one, two, three))
    assert (a < b) + (a == b) + (a > b) == 1
    if a <= b <= c:
        assert a <= c


@given(VALUES, VALUES)
def test_what_is_equal_is_one_group_and_one_place(one: Any, two: Any) -> None:
    if equality.equals(one, two) is True:
        assert equality.grouping_key(one) == equality.grouping_key(two)
        assert ordering.sort_key(one) == ordering.sort_key(two)
    assert equality.grouping_key(one) == equality.grouping_key(one)
    same = equality.grouping_key(one) == equality.grouping_key(two)
    assert same == (ordering.sort_key(one) == ordering.sort_key(two))


@given(VALUES, VALUES)
def test_less_than_agrees_with_the_order(one: Any, two: Any) -> None:
    if equality.less_than(one, two) is True:
        assert ordering.sort_key(one) < ordering.sort_key(two)


@given(st.sampled_from([True, False, None]), st.sampled_from([True, False, None]))
def test_logic(one: bool | None, two: bool | None) -> None:
    """Against the definition: unknown is whatever both readings of it agree on."""

    def readings(value: bool | None) -> list[bool]:
        return [True, False] if value is None else [value]

    def agreed(outcomes: set[bool]) -> bool | None:
        return outcomes.pop() if len(outcomes) == 1 else None

    pairs = [(a, b) for a in readings(one) for b in readings(two)]
    wanted = (
        agreed({a and b for a, b in pairs}),
        agreed({a or b for a, b in pairs}),
        agreed({a != b for a, b in pairs}),
    )
    query = "RETURN $one AND $two, $one OR $two, $one XOR $two, NOT $one"
    assert list(run(MultiDiGraph(), query, {"one": one, "two": two})) == [
        (*wanted, agreed({not a for a in readings(one)}))
    ]


def test_logic_on_columns() -> None:
    """Row by row as one by one, where one column holds all three values."""
    query = "UNWIND [true, false, null] AS a UNWIND [true, false, null] AS b RETURN a AND b, a OR b, a XOR b"
    alone = "RETURN $a AND $b, $a OR $b, $a XOR $b"
    values = (True, False, None)
    graph: MultiDiGraph[Any] = MultiDiGraph()
    assert list(run(graph, query)) == [
        row for a in values for b in values for row in run(graph, alone, {"a": a, "b": b})
    ]


@pytest.mark.parametrize("operator", ["AND", "OR", "XOR"])
def test_logic_needs_booleans(operator: str) -> None:
    undecided = operator != "OR"  # a left side that leaves the answer to the right one
    pairs: list[tuple[Any, Any]] = [(1, True), (undecided, "a"), ([], True)]
    for left, right in pairs:
        with pytest.raises(CypherTypeError):
            run(MultiDiGraph(), f"RETURN $left {operator} $right", {"left": left, "right": right})


@pytest.mark.parametrize(
    ("call", "left", "right", "value"),
    [
        (arithmetic.add, 1, 2, 3),
        (arithmetic.add, 1, 2.5, 3.5),
        (arithmetic.add, "a", "b", "ab"),
        (arithmetic.add, 1.0, "a", "1.0a"),
        (arithmetic.add, [1], [2], [1, 2]),
        (arithmetic.add, 1, [2], [1, 2]),
        (arithmetic.add, ["a"], None, None),
        (arithmetic.subtract, 1, 2, -1),
        (arithmetic.multiply, 3, 2.0, 6.0),
        (arithmetic.divide, 7, 2, 3),
        (arithmetic.divide, -7, 2, -3),
        (arithmetic.divide, 7, -2.0, -3.5),
        (arithmetic.divide, -1.0, 0, -INF),
        (arithmetic.divide, 1.0, -0.0, -INF),
        (arithmetic.modulo, 7, -3, 1),
        (arithmetic.modulo, -7, 3, -1),
        (arithmetic.modulo, -7.5, 2, -1.5),
        (arithmetic.modulo, 5.0, INF, 5.0),
        (arithmetic.power, 2, 10, 1024.0),
        (arithmetic.power, 0, -1, INF),
        (arithmetic.power, 10, 400, INF),
        (arithmetic.power, -10, 401, -INF),
        (arithmetic.concatenate, "a", "b", "ab"),
        (arithmetic.concatenate, [1], [2], [1, 2]),
        (arithmetic.concatenate, None, [2], None),
    ],
)
def test_arithmetic(call: Any, left: Any, right: Any, value: Any) -> None:
    result = call(left, right)
    assert result == value
    assert type(result) is type(value)


def test_arithmetic_that_is_no_number() -> None:
    assert math.isnan(arithmetic.divide(0.0, 0))
    assert math.isnan(arithmetic.modulo(1.0, 0))
    assert math.isnan(arithmetic.power(-8, 1 / 3) or 0)


@pytest.mark.parametrize(
    ("call", "left", "right"),
    [
        (arithmetic.add, 2**63 - 1, 1),
        (arithmetic.subtract, -(2**63), 1),
        (arithmetic.multiply, 2**62, 2),
        (arithmetic.divide, -(2**63), -1),
        (arithmetic.divide, 1, 0),
        (arithmetic.modulo, 1, 0),
    ],
)
def test_integers_stay_in_64_bits(call: Any, left: int, right: int) -> None:
    with pytest.raises(CypherArithmeticError):
        call(left, right)


def test_negation() -> None:
    assert arithmetic.negate(5) == -5
    assert arithmetic.negate(None) is None
    with pytest.raises(CypherArithmeticError):
        arithmetic.negate(-(2**63))
    with pytest.raises(CypherTypeError):
        arithmetic.negate(True)


@pytest.mark.parametrize(
    ("call", "left", "right"),
    [
        (arithmetic.add, True, 1),
        (arithmetic.add, {}, {}),
        (arithmetic.add, "a", True),
        (arithmetic.subtract, "a", "b"),
        (arithmetic.concatenate, "a", 1),
        (arithmetic.power, "2", 1),
    ],
)
def test_kinds_that_do_not_go_together(call: Any, left: Any, right: Any) -> None:
    with pytest.raises(CypherTypeError):
        call(left, right)


@given(st.integers(-(2**63), 2**63 - 1), st.integers(-(2**63), 2**63 - 1).filter(bool))
def test_division_and_rest_make_the_whole(one: int, two: int) -> None:
    if (one, two) != (-(2**63), -1):
        assert arithmetic.divide(one, two) * two + arithmetic.modulo(one, two) == one


@pytest.mark.parametrize(
    ("subject", "index", "value"),
    [
        ([1, 2], 0, 1),
        ([1, 2], -2, 1),
        ([1, 2], 2, None),
        ([1, 2], -3, None),
        ([1], None, None),
        (None, 0, None),
        ({"a": 1}, "a", 1),
        ({"a": 1}, "b", None),
        (ONE, "x", 1),
        (LINK, "y", [1]),
    ],
)
def test_subscript(subject: Any, index: Any, value: Any) -> None:
    assert access.subscript(subject, index) == value


@pytest.mark.parametrize(
    ("subject", "index", "detail"),
    [
        ([1], "a", "ListElementAccessByNonInteger"),
        ([1], True, "ListElementAccessByNonInteger"),
        ({"a": 1}, 0, "MapElementAccessByNonString"),
        (1, 0, "InvalidArgumentType"),
        ("abc", 0, "InvalidArgumentType"),
    ],
)
def test_subscript_refuses(subject: Any, index: Any, detail: str) -> None:
    with pytest.raises(CypherTypeError) as caught:
        access.subscript(subject, index)
    assert caught.value.detail == detail


def test_slices() -> None:
    items = [1, 2, 3, 4]
    assert access.slice_of(items, 1, 3) == [2, 3]
    assert access.slice_of(items, -3, -1) == [2, 3]
    assert access.slice_of(items, 3, 1) == []
    assert access.slice_of(items, 0, 9) == items
    assert access.slice_of(items, None, 2, from_start=True) == [1, 2]
    assert access.slice_of(items, 2, None, to_end=True) == [3, 4]
    assert access.slice_of(items, None, 2) is None
    assert access.slice_of(None, 0, 1) is None


def test_properties() -> None:
    assert access.property_of(ONE, "x") == 1
    assert access.property_of({"a": 1}, "b") is None
    assert access.property_of(None, "b") is None
    with pytest.raises(CypherTypeError):
        access.property_of("abc", "b")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1.0, "1.0"),
        (0.1, "0.1"),
        (-0.0, "-0.0"),
        (9999999.0, "9999999.0"),
        (10000000.0, "1.0E7"),
        (-123456789.5, "-1.234567895E8"),
        (0.001, "0.001"),
        (0.00012, "1.2E-4"),
        (1e308, "1.0E308"),
        (INF, "Infinity"),
        (NAN, "NaN"),
    ],
)
def test_floats_as_text(value: float, written: str) -> None:
    assert text.float_text(value) == written


@given(st.floats(allow_nan=False))
def test_floats_as_text_read_back(value: float) -> None:
    assert float(text.float_text(value)) == value


def test_text_predicates() -> None:
    assert text.starts_with("Moscou", "Mos") is True
    assert text.ends_with("Moscou", "Mos") is False
    assert text.contains("Moscou", "") is True
    assert text.contains("Moscou", None) is None
    assert text.starts_with(1, "1") is None


WORDS = ValueType("LIST", True, (ValueType("STRING", False),))


@pytest.mark.parametrize(
    ("value", "types", "answer"),
    [
        (1, (ValueType("INTEGER"),), True),
        (1, (ValueType("FLOAT"), ValueType("STRING")), False),
        (None, (ValueType("INTEGER"),), True),
        (None, (ValueType("INTEGER", False),), False),
        (None, (ValueType("NOTHING"),), False),
        (["a"], (WORDS,), True),
        (["a", None], (WORDS,), False),
        ([], (ValueType("LIST", True, (ValueType("NOTHING"),)),), True),
        ([1], (ValueType("LIST"),), True),
        ([1, "a"], (ValueType("PROPERTY VALUE"),), False),
        ([1, 2], (ValueType("PROPERTY VALUE"),), True),
        (ONE, (ValueType("NODE"),), True),
        ({}, (ValueType("ANY"),), True),
    ],
)
def test_types_of_values(value: Any, types: tuple[ValueType, ...], answer: bool) -> None:
    assert type_names.is_of_type(value, types) is answer
