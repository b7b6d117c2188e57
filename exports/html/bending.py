"""How the relations curve: those between the same two entities apart, and all of them past the nodes on their way."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from accord.graph.model import Relation

__all__ = ["bends"]

Place = tuple[int, int]

# How far apart, as a share of their length, parallel curves are, and how far the widest may go.
FAN, FARTHEST = 0.3, 2.1
# The whole fan is turned aside, and opened in its middle, by the first of these pairs that touches the fewest nodes.
WAYS = sorted(
    ((aside, opened) for aside in (0.0, 0.15, -0.15, 0.3, -0.3, 0.45, -0.45) for opened in (0.0, 0.15, 0.3)),
    key=lambda way: (abs(way[0]) + way[1], way[1], -way[0]),
)
SAMPLES = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
# What a curve must keep clear of: a node's symbol with a little air, and the first line of the name below it.
CLEARANCE, BELOW, CELL = 24, 40, 128


def bends(relations: Iterable[Relation], places: Mapping[str, Place]) -> dict[str, float]:
    """A bend for each relation's id; `places` says where its ends, and the nodes between them, are.

    It is the roundness of vis-network's curves, clockwise on the way from the smaller id to the larger if positive;
    zero is straight.
    """
    pairs: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for relation in relations:
        pairs[min(relation.source, relation.target), max(relation.source, relation.target)].append(relation.id)
    crowd: defaultdict[Place, list[Place]] = defaultdict(list)
    for x, y in places.values():
        crowd[x // CELL, y // CELL].append((x, y))
    found: dict[str, float] = {}
    for (one, other), parallel in pairs.items():
        step = min(FAN, FARTHEST / len(parallel))
        fan = [(number - (len(parallel) - 1) / 2) * step for number in range(len(parallel))]
        if one != other:
            fan = _least_touching(places[one], places[other], fan, crowd)
        found.update(zip(sorted(parallel), (round(bend, 3) for bend in fan), strict=True))
    return found


def _least_touching(
    one: Place, other: Place, fan: Sequence[float], crowd: Mapping[Place, Sequence[Place]]
) -> list[float]:
    best, fewest = list(fan), math.inf
    for aside, opened in WAYS:
        tried = [bend + aside + math.copysign(opened, bend + aside) for bend in fan]
        touched = sum(_touched(one, other, bend, crowd) for bend in tried)
        if touched < fewest:
            best, fewest = tried, touched
        if not touched:
            break
    return best


def _touched(one: Place, other: Place, bend: float, crowd: Mapping[Place, Sequence[Place]]) -> int:
    near = {node for x, y in _curve(one, other, bend) for node in _near(x, y, crowd)}
    return len(near - {one, other})


def _curve(one: Place, other: Place, bend: float) -> Iterator[tuple[float, float]]:
    """Points along the curve, computed as vis-network 10.1.5 does for ``curvedCW`` and ``curvedCCW``."""
    across, down = other[0] - one[0], one[1] - other[1]
    reach = (abs(bend) * 0.5 + 0.5) * math.hypot(across, down)
    turn = math.atan2(down, across) + (bend * 0.5 + 0.5) * math.pi
    via = (one[0] + reach * math.sin(turn), one[1] + reach * math.cos(turn))
    for share in SAMPLES:
        rest = 1 - share
        a, b, c = rest * rest, 2 * rest * share, share * share
        yield a * one[0] + b * via[0] + c * other[0], a * one[1] + b * via[1] + c * other[1]


def _near(x: float, y: float, crowd: Mapping[Place, Sequence[Place]]) -> Iterator[Place]:
    for column in {int(x - CLEARANCE) // CELL, int(x + CLEARANCE) // CELL}:
        for row in {int(y - BELOW) // CELL, int(y + CLEARANCE) // CELL}:
            for node in crowd.get((column, row), ()):
                if abs(node[0] - x) < CLEARANCE and -CLEARANCE < y - node[1] < BELOW:
                    yield node
