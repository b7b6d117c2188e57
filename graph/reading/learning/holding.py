"""Which annotated documents no training sees, so that what is learned can be measured on them."""

from __future__ import annotations

import hashlib

__all__ = ["is_held_out"]

_HELD_OUT = 26
"""Of 256: about a tenth."""


def is_held_out(name: str) -> bool:
    """Whether the document called `name` (its file's stem, ``fr-a-003``) is held out: for good, by its name alone.

    It is where the first byte of the name's SHA-256 is below 26, so that adding documents moves none.

    >>> is_held_out("fr-a-003"), is_held_out("fr-a-005")
    (False, True)
    """
    return hashlib.sha256(name.encode()).digest()[0] < _HELD_OUT
