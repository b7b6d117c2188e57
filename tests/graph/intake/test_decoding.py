"""Bytes to text, and bytes that are none."""

import codecs
import os
import random
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.graph.errors import InputError
from accord.graph.intake.decoding import LARGEST, decode, read_bytes

TEXT = "L’Élysée a reçu le président sénégalais ; un prêt de 20 millions d’euros est prévu.\nDakar s’en félicite."


@pytest.mark.parametrize(
    "encoding, mark",
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("utf-32-be", codecs.BOM_UTF32_BE),
        ("cp1252", b""),
    ],
)
def test_each_encoding_gives_the_same_text(encoding: str, mark: bytes) -> None:
    assert decode(mark + TEXT.encode(encoding), "a.txt") == TEXT


def test_latin_1_is_read() -> None:
    text = "Où l'armée opère, la Côte d'Ivoire perd des équipements."
    assert decode(text.encode("latin-1"), "a.txt") == text


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\u2028", "\u2029", "\x85"])
def test_newlines_are_one_kind(newline: str) -> None:
    assert decode(f"un{newline}deux{newline}".encode(), "a.txt") == "un\ndeux\n"


def test_decomposed_letters_are_composed() -> None:
    assert decode("Corée".encode(), "a.txt") == "Cor\u00e9e"


PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"


@pytest.mark.parametrize(
    "data, words",
    [
        (PNG, "NUL bytes"),
        (b"Kiev\0Moscou", "NUL bytes"),
        ("\ufeffKiev\0Moscou".encode(), "NUL characters"),
        (zlib.compress(random.Random(1).randbytes(4000)).replace(b"\0", b""), "is no text"),
        (codecs.BOM_UTF16_LE + b"a\0\x00\xd8b\0", "utf-16-le and is damaged at byte"),
        (codecs.BOM_UTF16_BE + b"\0a\0", "utf-16-be and is damaged at byte"),
        ("Élysée, armée, sénat".encode()[:-1] + b"\xc3", "UTF-8 that is damaged at byte"),
        (b"\x1b[2J\x1b[31mrouge\x1b[0m", "control characters"),
        (b"\xa4\xa6\xa7\xa8\xa9\xb0\xb1\xb2" * 9, "is no text in UTF-8"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=rf"^a\.txt: .*{words}"):
        decode(data, "a.txt")


def test_too_much_is_refused() -> None:
    with pytest.raises(InputError, match="larger than 64 MiB"):
        decode(b"a" * (LARGEST + 1), "a.txt")


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_an_input_error(data: bytes) -> None:
    try:
        text = decode(data, "a.txt")
    except InputError as error:
        assert str(error).startswith("a.txt: ")
    else:
        assert "\0" not in text
        assert "\r" not in text


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1))
def test_utf_8_round_trip(text: str) -> None:
    import unicodedata

    assert decode(text.encode(), "a.txt") == unicodedata.normalize("NFC", text)


def test_pipes_devices_and_folders_are_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    for path, words in (
        (pipe, "a pipe or a device"),
        (Path("/dev/zero"), "a pipe or a device"),
        (tmp_path, "a folder"),
    ):
        with pytest.raises(InputError, match=words):
            read_bytes(str(path))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="gone.txt: can't be read: No such file"):
        read_bytes(str(tmp_path / "gone.txt"))
