"""Where the nodes stand: as far apart as the ways between them are long, then nothing overlapping.

Computed here and not in the page: the reader sees the picture at once, and the same graph always looks the same.
"""

from __future__ import annotations

import math
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

__all__ = ["box", "lines", "places"]

# Pixels between linked nodes, and how much longer links are where neighbours or parallel links are many.
# Parallel links lengthen a way by so much at most: the way over a common neighbour must stay the longer one.
SPACING, CROWD, FAN, WIDEST = 135.0, 0.2, 0.3, 0.75
ROUNDS = 300
# All pairs are compared, so only so many of the strongest nodes are; the others gather around those.
MOST = 600
LINE, CHARACTERS, GLYPH, GAP = 16, 20, 6.8, 14
# How wide pictures may be for their height.
ASPECT = 1.4
# A turn that never comes back to where it was: points along it fill a disc evenly.
GOLDEN = math.pi * (3 - math.sqrt(5))

Place = tuple[int, int]
Spot = tuple[float, float]


def places(ids: Sequence[str], links: Iterable[tuple[str, str]], names: Mapping[str, str]) -> dict[str, Place]:
    """A place for each id, strongest ids first; no two boxes (node and name, see `box`) overlap.

    `links` are the relations' ends; an unknown end, or one linked to itself, pulls nothing.
    """
    position = {id: number for number, id in enumerate(ids)}
    neighbours: list[Counter[int]] = [Counter() for _ in ids]
    for one, other in links:
        if one in position and other in position and one != other:
            neighbours[position[one]][position[other]] += 1
            neighbours[position[other]][position[one]] += 1
    spots = _shelved([_island(island, neighbours) for island in _islands(neighbours)])
    return _apart({id: spots[number] for number, id in enumerate(ids)}, {id: box(names[id]) for id in ids})


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


def _islands(neighbours: Sequence[Mapping[int, int]]) -> list[list[int]]:
    """The parts that no link joins, the largest first; nodes within a part in the order of their numbers."""
    islands: list[list[int]] = []
    seen: set[int] = set()
    for start in range(len(neighbours)):
        if start in seen:
            continue
        island = [start]
        seen.add(start)
        for node in island:
            for other in sorted(neighbours[node].keys() - seen):
                seen.add(other)
                island.append(other)
        islands.append(sorted(island))
    return sorted(islands, key=lambda island: (-len(island), island[0]))


def _island(island: Sequence[int], neighbours: Sequence[Mapping[int, int]]) -> dict[int, Spot]:
    """Places for one connected part: its strongest nodes by their distances, the others in rings around those."""
    core = island[:MOST]
    spots = dict(zip(core, _by_distance([neighbours[node] for node in core], core), strict=True))
    reach = max(math.hypot(x, y) for x, y in spots.values())
    for number, node in enumerate(island[MOST:], len(core)):
        near = [spots[other] for other in sorted(neighbours[node]) if other in spots]
        # Towards its neighbours, if any has a place; rings grow so that a disc of even density comes out.
        turn = math.atan2(sum(y for _, y in near), sum(x for x, _ in near)) + 0.5 * math.sin(number * GOLDEN)
        radius = reach * math.sqrt(number / MOST)
        spots[node] = (radius * math.cos(turn), radius * math.sin(turn))
    return spots


def _by_distance(neighbours: Sequence[Mapping[int, int]], names: Sequence[int]) -> list[Spot]:
    """Stress majorisation: places whose distances come as near as may be to the lengths of the shortest paths."""
    import numpy

    size = len(names)
    if size == 1:
        return [(0.0, 0.0)]
    ideal = _lengths(neighbours, names)
    weights = 1 / numpy.maximum(ideal, 1) ** 2
    numpy.fill_diagonal(weights, 0)
    pull = weights * ideal
    laplacian = numpy.diag(weights.sum(axis=1)) - weights
    # Shifting all nodes alike changes no distance, so the laplacian has no inverse; held at their middle it has one.
    inverse = numpy.linalg.inv(laplacian + 1 / size) - 1 / size
    turns = numpy.arange(size) * GOLDEN
    radii = SPACING * numpy.sqrt(numpy.arange(size) + 0.5)
    spots = numpy.stack([radii * numpy.cos(turns), radii * numpy.sin(turns)], axis=1)
    for _ in range(ROUNDS if size <= 200 else ROUNDS // 4):
        squares = (spots**2).sum(axis=1)
        apart = numpy.sqrt(numpy.maximum(squares[:, None] + squares[None, :] - 2 * (spots @ spots.T), 1e-6))
        numpy.divide(pull, apart, out=apart)
        spots = inverse @ (apart.sum(axis=1)[:, None] * spots - apart @ spots)
    return [(float(x), float(y)) for x, y in _upright(spots)]


def _lengths(neighbours: Sequence[Mapping[int, int]], names: Sequence[int]) -> NDArray[numpy.float64]:
    """Shortest ways between all pairs; links are longer where many others would crowd them."""
    import numpy

    place = {name: number for number, name in enumerate(names)}
    lengths = numpy.full((len(names), len(names)), SPACING * len(names))
    numpy.fill_diagonal(lengths, 0)
    for number, near in enumerate(neighbours):
        for name, parallel in near.items():
            if name in place:
                crowd = math.sqrt(len(near)) + math.sqrt(len(neighbours[place[name]])) - 2
                lengths[number, place[name]] = SPACING * (1 + CROWD * crowd + min(WIDEST, FAN * (parallel - 1)))
    for way in range(len(names)):
        numpy.minimum(lengths, lengths[:, way, None] + lengths[None, way, :], out=lengths)
    # The nodes of a core cut out of a larger part may be far apart or without a way: near enough is good enough.
    found: NDArray[numpy.float64] = numpy.minimum(lengths, SPACING * 12)
    return found


def _upright(spots: NDArray[numpy.float64]) -> NDArray[numpy.float64]:
    """Turned so that the longest side lies flat, as screens are wide, and mirrored so that the strongest is top left."""
    import numpy

    centred = spots - spots.mean(axis=0)
    _, axes = numpy.linalg.eigh(centred.T @ centred)
    turned: NDArray[numpy.float64] = centred @ axes[:, ::-1]
    turned *= numpy.where(turned[0] > 0, -1, 1)
    return turned


def _shelved(islands: Sequence[Mapping[int, Spot]]) -> dict[int, Spot]:
    """The largest part on top, the others below it in rows as wide as it is."""
    spots: dict[int, Spot] = {}
    widest = left = top = bottom = 0.0
    for island in islands:
        across, down = zip(*island.values(), strict=True)
        width, height = max(across) - min(across), max(down) - min(down)
        if left > 0 and left + width > widest + SPACING:
            left, top = 0.0, bottom
        spots.update({node: (left + x - min(across), top + y - min(down)) for node, (x, y) in island.items()})
        widest = max(widest, width, 4 * SPACING, ASPECT * height if island is islands[0] else 0)
        bottom = max(bottom, top + height + SPACING)
        left = left + width + SPACING if island is not islands[0] else math.inf
    return spots


def _apart(wanted: Mapping[str, Spot], boxes: Mapping[str, Place]) -> dict[str, Place]:
    """Each node, strongest first, at its wish or the nearest spot of a spiral around it that is free."""
    taken: defaultdict[Place, list[tuple[int, int, int, int]]] = defaultdict(list)
    found: dict[str, Place] = {}
    # Nodes wished to one crowded spot go on where the last one found room: else a thousand take a million steps.
    reached: defaultdict[Place, int] = defaultdict(int)
    scale = _roominess(wanted, boxes)
    for id, (x, y) in wanted.items():
        x, y = x * scale, y * scale
        width, height = boxes[id]
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


def _roominess(wanted: Mapping[str, Spot], boxes: Mapping[str, Place]) -> float:
    """How much larger the picture must be for its boxes to fill no more than a third of it."""
    if len(wanted) < 3:
        return 1.0
    across, down = zip(*wanted.values(), strict=True)
    area = (max(across) - min(across) + SPACING) * (max(down) - min(down) + SPACING)
    return max(1.0, math.sqrt(3 * sum(width * height for width, height in boxes.values()) / area))


def _spiral(start: int) -> Iterator[tuple[int, float, float]]:
    for turn in count(start):
        angle, radius = turn * GOLDEN, 14 * math.sqrt(turn)
        yield turn, radius * 1.2 * math.cos(angle), radius * math.sin(angle)


def _cells(rectangle: tuple[int, int, int, int]) -> list[Place]:
    left, top, right, bottom = rectangle
    return [(x, y) for x in range(left // 128, right // 128 + 1) for y in range(top // 128, bottom // 128 + 1)]


def _disjoint(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
