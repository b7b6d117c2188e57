"""Amounts as strings, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.graph.amounts import parse_phrase, phrase
from accord.graph.model import Quantity

numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
units = st.text().map(str.strip)


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    bound = draw(st.sampled_from(["exact", "about", "min", "max", "range"]))
    high = draw(numbers) if bound == "range" else None
    return Quantity(draw(numbers), draw(units), bound, high, draw(st.integers(0, 99)), draw(st.integers(0, 99)))


@given(quantities())
def test_phrases_can_be_read_back(quantity: Quantity) -> None:
    assert parse_phrase(phrase(quantity), quantity.start, quantity.end) == quantity


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (Quantity(11, "individus"), "11 individus"),
        (Quantity(11_000, "soldats", "about"), "≈ 11000 soldats"),
        (Quantity(2e10, "dollars", "min"), "≥ 20000000000 dollars"),
        (Quantity(0.5, "", "max"), "≤ 0.5"),
        (Quantity(1000, "hommes", "range", 1500), "1000–1500 hommes"),
        (Quantity(-3, "°C", "range", -1.5), "-3–-1.5 °C"),
    ],
)
def test_phrases(quantity: Quantity, text: str) -> None:
    assert phrase(quantity) == text


@pytest.mark.parametrize(
    "quantity",
    [Quantity(1, "x", "roughly"), Quantity(1, "x", "range"), Quantity(float("nan"), "x"), Quantity(float("inf"), "x")],
)
def test_what_has_no_phrase(quantity: Quantity) -> None:
    with pytest.raises(ValueError, match=r"bound|range|number"):
        phrase(quantity)


@pytest.mark.parametrize("text", ["", "x", "≥ 1–2 x", "≥4 x", "1e5", "½"])
def test_what_is_no_phrase(text: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        parse_phrase(text)
