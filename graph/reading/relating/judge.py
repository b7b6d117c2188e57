"""What was learned about sentences: how likely two phrases of one are related, and how.

A linear model over the features of `features` and `framing`: one logistic regression a relation type, and one a
category of flows. It was trained on the corpus by ``python -m accord.graph.reading.learning`` and is kept as a NumPy
archive without pickled objects in ``models/``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from accord.graph.errors import DataFileError

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Judge", "load_judge", "widen"]

# Features that name a lemma get twins that name its clusters, so that what holds of «livrer» helps with «céder».
CLUSTERED = frozenset(
    "b be v1 v9 vp m me p ga gb gea geb na nb ha hb l le r re tm pm Ca Cb I".split()  # heads of features
)


@dataclass(frozen=True, slots=True)
class Judge:
    """`classes` are relation types, then ``SENDS:category``; `rows` numbers features, `weights` has a column a class.

    `clusters` gives for a lemma the number of its coarse and of its fine cluster.
    """

    classes: tuple[str, ...]
    rows: Mapping[str, int]
    weights: np.ndarray[Any, Any]
    bias: np.ndarray[Any, Any]
    thresholds: Mapping[str, float]
    clusters: Mapping[str, tuple[int, int]]

    def chances(self, features: Iterable[str]) -> Mapping[str, float]:
        """For each class the chance, between 0 and 1, that the pair with these features is of it."""
        import numpy as np

        rows = sorted({self.rows[f] for f in widen(features, self.clusters) if f in self.rows})
        total = self.bias + self.weights[rows].sum(axis=0, dtype=np.float64)
        return dict(zip(self.classes, (1 / (1 + np.exp(-total))).tolist(), strict=True))


def widen(features: Iterable[str], clusters: Mapping[str, tuple[int, int]]) -> list[str]:
    """The features and, for those that name a lemma, their twins that name its clusters."""
    found: list[str] = []
    for feature in features:
        found.append(feature)
        head, _, rest = feature.partition(":")
        if head in CLUSTERED:
            lemma, colon, tail = rest.partition(":")
            numbers = clusters.get(lemma)
            if numbers is not None:
                found += [f"{head}.{level}:{number}{colon}{tail}" for level, number in enumerate(numbers)]
    return found


@cache
def load_judge(language: str, folder: Path | None = None) -> Judge:
    """The judge of a language. Raises `DataFileError` where there is none or the file can't be read."""
    import numpy as np

    path = (folder or Path(__file__).parent / "models") / f"{language}.npz"
    try:
        with np.load(path, allow_pickle=False) as data:
            classes = _lines(data["classes"])
            words = _lines(data["words"])
            return Judge(
                classes=classes,
                rows={name: row for row, name in enumerate(_lines(data["features"]))},
                weights=data["weights"].astype(np.float32),
                bias=data["bias"].astype(np.float64),
                thresholds=dict(zip(classes, data["thresholds"].tolist(), strict=True)),
                clusters={
                    word: (int(a), int(b)) for word, (a, b) in zip(words, data["clusters"].tolist(), strict=True)
                },
            )
    except (OSError, KeyError, ValueError) as error:
        raise DataFileError(f"{path}:1: the model can't be read ({error}); install Accord again") from error


def _lines(data: Sequence[int] | np.ndarray[Any, Any]) -> tuple[str, ...]:
    return tuple(bytes(data).decode("utf-8").split("\n"))
