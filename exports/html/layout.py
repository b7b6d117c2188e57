"""Where the nodes stand: forces for the whole, then each node moved to the nearest place where nothing overlaps.

Computed here and not in the page: the reader sees the picture at once, and the same graph always looks the same.
"""

from __future__ import annotations

import math
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

__all__ = ["box", "lines", "places"]

SEED = 20251024
# Pixels between linked nodes at scale 1, and how wide pictures are for their height.
SPACING, ASPECT = 170.0, 1.3
ROUNDS = 400
# Forces compare all pairs, so only so many of the strongest nodes feel them; the others gather around those.
MOST = 800
LINE, CHARACTERS, GLYPH, GAP = 16, 20, 6.8, 14

Place = tuple[int, int]


def places(ids: Sequence[str], links: Iterable[tuple[str, str]], names: Mapping[str, str]) -> dict[str, Place]:
    """A place for each id, strongest ids first; no two boxes (node and name, see `box`) overlap.

    `links` are the relations' ends; an unknown end, or one linked to itself, pulls nothing.
    """
    if not ids:
        return {}
    position = {id: number for number, id in enumerate(ids)}
    pairs = sorted(
        {
            (min(position[a], position[b]), max(position[a], position[b]))
            for a, b in links
            if a in position and b in position and a != b
        }
    )
    core = min(len(ids), MOST)
    wanted = {
        number: (float(x), float(y))
        for number, (x, y) in enumerate(_forces(core, [pair for pair in pairs if pair[1] < core]))
    }
    _gather(wanted, len(ids), pairs)
    return _apart({id: wanted[number] for id, number in position.items()}, names)


def lines(name: str) -> list[str]:
    """A name as it stands below its node: up to three lines.

    >>> lines("Korea Institute for Defense Analyses")
    ['Korea Institute for', 'Defense Analyses']
    """
    return textwrap.wrap(name[:200], CHARACTERS, max_lines=3, placeholder="…")


def box(name: str) -> Place:
    """Width and height of what a node takes: its symbol and, below it, the lines of its name."""
    below = lines(name)
    widest = max((sum(2 if east_asian_width(glyph) in "WF" else 1 for glyph in line) for line in below), default=0)
    return round(max(48.0, widest * GLYPH)) + GAP, 48 + len(below) * LINE


def _forces(size: int, pairs: list[tuple[int, int]]) -> NDArray[numpy.float64]:
    """Fruchterman and Reingold: all nodes push each other away, links pull, a mild pull to the middle keeps islands."""
    import numpy

    spots: NDArray[numpy.float64]
    angles = numpy.arange(size) * math.pi * (3 - math.sqrt(5))
    radii = SPACING * 0.6 * numpy.sqrt(numpy.arange(size) + 0.5)
    spots = numpy.stack([radii * numpy.cos(angles), radii * numpy.sin(angles)], axis=1)
    spots += numpy.random.default_rng(SEED).normal(0, 1, spots.shape)
    if size < 2:
        return spots * 0
    ends = numpy.array(pairs, dtype=numpy.int64).reshape(-1, 2)
    rounds = ROUNDS if size <= 200 else max(60, ROUNDS * 200 // size)
    for step in range(rounds):
        away = spots[:, None, :] - spots[None, :, :]
        squared = (away**2).sum(axis=2) + 1e-2
        moves = (away * (SPACING**2 / squared)[:, :, None]).sum(axis=1)
        along = spots[ends[:, 1]] - spots[ends[:, 0]]
        pull = along * (numpy.sqrt((along**2).sum(axis=1)) / SPACING)[:, None]
        numpy.add.at(moves, ends[:, 0], pull)
        numpy.add.at(moves, ends[:, 1], -pull)
        moves -= spots * (0.35 + 0.01 * math.sqrt(size))
        length = numpy.sqrt((moves**2).sum(axis=1)) + 1e-9
        heat = SPACING * (1 - step / rounds) ** 1.5 + 1
        spots += moves * (numpy.minimum(length, heat) / length)[:, None]
    spots *= (math.sqrt(ASPECT), 1 / math.sqrt(ASPECT))
    return spots


def _gather(wanted: dict[int, tuple[float, float]], size: int, pairs: list[tuple[int, int]]) -> None:
    """Wish the nodes without a place beside the middle of their placed neighbours, else below all."""
    neighbours: defaultdict[int, list[int]] = defaultdict(list)
    for one, other in pairs:
        neighbours[one].append(other)
        neighbours[other].append(one)
    low = max((y for _, y in wanted.values()), default=0.0) + SPACING
    for number in range(len(wanted), size):
        near = [wanted[other] for other in neighbours[number] if other in wanted]
        turn = number * math.pi * (3 - math.sqrt(5))
        x = sum(x for x, _ in near) / len(near) if near else 0.0
        y = sum(y for _, y in near) / len(near) if near else low
        wanted[number] = (x + SPACING * math.cos(turn), y + SPACING * math.sin(turn))


def _apart(wanted: Mapping[str, tuple[float, float]], names: Mapping[str, str]) -> dict[str, Place]:
    """Each node, strongest first, at its wish or the nearest spot of a spiral around it that is free."""
    taken: defaultdict[Place, list[tuple[int, int, int, int]]] = defaultdict(list)
    found: dict[str, Place] = {}
    # Nodes wished to one crowded spot go on where the last one found room: else a thousand take a million steps.
    reached: defaultdict[Place, int] = defaultdict(int)
    for id, (x, y) in wanted.items():
        width, height = box(names[id])
        crowd = (round(x / SPACING), round(y / SPACING))
        for turn, across, down in _spiral(reached[crowd]):
            left, top = round(x + across) - width // 2, round(y + down) - 24
            rectangle = (left, top, left + width, top + height)
            if all(_disjoint(rectangle, other) for cell in _cells(rectangle) for other in taken[cell]):
                reached[crowd] = max(reached[crowd], turn - 30)
                break
        for cell in _cells(rectangle):
            taken[cell].append(rectangle)
        found[id] = (round(x + across), round(y + down))
    return found


def _spiral(start: int) -> Iterator[tuple[int, float, float]]:
    for turn in count(start):
        angle, radius = turn * math.pi * (3 - math.sqrt(5)), 14 * math.sqrt(turn)
        yield turn, radius * 1.2 * math.cos(angle), radius * math.sin(angle)


def _cells(rectangle: tuple[int, int, int, int]) -> list[Place]:
    left, top, right, bottom = rectangle
    return [(x, y) for x in range(left // 128, right // 128 + 1) for y in range(top // 128, bottom // 128 + 1)]


def _disjoint(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
