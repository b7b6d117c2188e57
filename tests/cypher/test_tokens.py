"""Text to tokens."""

import pytest

from accord.cypher.errors import CypherSyntaxError
from accord.cypher.syntax.tokens import tokenize


def values(text: str) -> list[object]:
    return [token.value for token in tokenize(text)[:-1]]


def kinds(text: str) -> list[str]:
    return [token.kind for token in tokenize(text)[:-1]]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("9223372036854775807", 2**63 - 1),
        ("1_000", 1000),
        ("0x1F", 31),
        ("0XFf", 255),
        ("0o17", 15),
        ("1.5", 1.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("2.5E-3", 0.0025),
    ],
)
def test_numbers(text: str, value: float) -> None:
    assert values(text) == [value]
    assert isinstance(values(text)[0], type(value))


@pytest.mark.parametrize("text", ["12ab", "0x", "0xG", "0o8", "1__0", "1_", "1e", "0b1"])
def test_a_number_that_runs_into_letters_is_a_bad_number(text: str) -> None:
    assert kinds(text) == ["bad number"]


def test_dots_between_integers_are_a_range() -> None:
    assert values("*1..3") == ["*", 1, "..", 3]
    assert values("[..2]") == ["[", "..", 2, "]"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("'l''", None),
        ("'d\\'armes'", "d'armes"),
        ('"d\'armes"', "d'armes"),
        (r"'a\tb\n\\'", "a\tb\n\\"),
        (r"'\u00e9\U0001F6A2'", "é🚢"),
        (r"'\uD83D\uDEA2'", "🚢"),
        (r"'\d+'", r"\d+"),
        ("'two\nlines'", "two\nlines"),
    ],
)
def test_strings(text: str, value: str | None) -> None:
    if value is None:
        with pytest.raises(CypherSyntaxError, match="does not end"):
            tokenize(text)
    else:
        assert values(text) == [value]


def test_names_in_backticks_are_never_keywords() -> None:
    bare, quoted = tokenize("return `return`")[:2]
    assert (bare.key, bare.value) == ("RETURN", "return")
    assert (quoted.key, quoted.value) == ("", "return")
    assert values("`a``b`") == ["a`b"]


def test_only_ascii_words_are_keywords() -> None:
    assert tokenize("ın")[0].key == ""
    assert tokenize("été")[0].value == "été"


def test_parameters() -> None:
    assert values("$name $0 $`first name`") == ["name", "0", "first name"]
    assert kinds("$name $0") == ["parameter", "parameter"]


def test_comments_and_space_are_dropped() -> None:
    assert values("a // to the end\n/* over\nlines */ b\u00a0c") == ["a", "b", "c"]


def test_places() -> None:
    token = tokenize("  'été' x")[0]
    assert (token.start, token.end) == (2, 7)


@pytest.mark.parametrize(
    ("text", "detail", "column"),
    [
        ("RETURN 'open", "UnexpectedSyntax", 8),
        ("RETURN `open", "UnexpectedSyntax", 8),
        ("RETURN /* open", "UnexpectedSyntax", 8),
        ("RETURN 1 # 2", "UnexpectedSyntax", 10),
        ("RETURN 1 — 2", "InvalidUnicodeCharacter", 10),
        (r"RETURN 'ab\uZ'", "InvalidUnicodeLiteral", 11),
        (r"RETURN '\uD83D'", "InvalidUnicodeLiteral", 9),
        (r"RETURN '\UFFFFFFFF'", "InvalidUnicodeLiteral", 9),
        ("RETURN 1e400", "FloatingPointOverflow", 8),
        ("RETURN " + "9" * 5000, "IntegerOverflow", 8),
    ],
)
def test_what_is_no_token(text: str, detail: str, column: int) -> None:
    with pytest.raises(CypherSyntaxError) as caught:
        tokenize(text)
    assert (caught.value.detail, caught.value.column) == (detail, column)
