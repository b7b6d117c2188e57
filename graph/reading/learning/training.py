"""Examples to the model file that `accord.graph.reading.relating.judge` reads.

One logistic regression a class (L2, liblinear), over features seen at least `RARE` times. Word clusters come from the
language model's own vectors by k-means. All is seeded and single-threaded: the same corpus gives the same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from accord.graph.reading.learning.examples import Example
from accord.graph.reading.relating.judge import widen
from accord.graph.schema import load_schema

__all__ = ["clusters_of", "train"]

RARE = 3
STRENGTH = 0.3
COARSE, FINE = 150, 500
SMALLEST = 0.02


def clusters_of(lemmas: Sequence[str], package: str) -> dict[str, tuple[int, int]]:
    """For each lemma that has a vector in the spaCy model `package`, its coarse and its fine cluster."""
    import numpy as np
    import spacy
    from sklearn.cluster import KMeans

    vocab = spacy.load(package).vocab
    known = [lemma for lemma in sorted(set(lemmas)) if vocab.has_vector(lemma)]
    vectors = np.array([vocab.get_vector(lemma) for lemma in known], dtype=np.float64)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    labels = [KMeans(size, n_init=1, random_state=0, max_iter=30).fit(vectors).labels_ for size in (COARSE, FINE)]
    return {lemma: (int(a), int(b)) for lemma, a, b in zip(known, *labels, strict=True)}


def train(
    examples: Sequence[Example],
    clusters: dict[str, tuple[int, int]],
    path: Path,
    thresholds: dict[str, float],
) -> int:
    """Train on `examples` and write the model to `path`; the number of features kept."""
    import numpy as np

    widened = [sorted(set(widen(example.features, clusters))) for example in examples]
    counts = Counter(feature for features in widened for feature in features)
    names = sorted(name for name, count in counts.items() if count >= RARE)
    matrix = _matrix(widened, names)
    classes = _class_names(examples)
    weights = np.zeros((len(names), len(classes)))
    bias = np.zeros(len(classes))
    for column, name in enumerate(classes):
        weights[:, column], bias[column] = _fit(matrix, examples, name)
    kept = np.flatnonzero(np.abs(weights).max(axis=1) >= SMALLEST)
    np.savez_compressed(
        path,
        allow_pickle=False,
        classes=_bytes(classes),
        features=_bytes([names[i] for i in kept]),
        weights=weights[kept].astype(np.float16),
        bias=bias.astype(np.float32),
        thresholds=np.array([thresholds.get(name, thresholds["*"]) for name in classes], dtype=np.float32),
        words=_bytes(sorted(clusters)),
        clusters=np.array([clusters[word] for word in sorted(clusters)], dtype=np.int16),
    )
    return len(kept)


def _matrix(rows: Sequence[Sequence[str]], names: Sequence[str]) -> Any:
    import numpy as np
    from scipy.sparse import csr_matrix

    number = {name: i for i, name in enumerate(names)}
    columns = [[number[f] for f in features if f in number] for features in rows]
    pointers = np.cumsum([0, *(len(found) for found in columns)])
    indices = np.array([i for found in columns for i in found], dtype=np.int32)
    return csr_matrix((np.ones(len(indices)), indices, pointers), shape=(len(rows), len(names)))


def _class_names(examples: Sequence[Example]) -> list[str]:
    found = {name for example in examples for name in example.classes}
    return sorted(found, key=lambda name: (":" in name, name))


def _fit(matrix: Any, examples: Sequence[Example], name: str) -> tuple[Any, float]:
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    kind, _, category = name.partition(":")
    if category:  # the category is learned among flows alone
        chosen = np.array([kind in example.classes for example in examples])
    else:
        schema = load_schema()
        chosen = np.array([schema.allows(kind, *example.ends) for example in examples])
    wanted = np.array([name in example.classes for example in examples])[chosen]
    model = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=200, random_state=0)
    model.fit(matrix[np.flatnonzero(chosen)], wanted)
    return model.coef_[0], float(model.intercept_[0])


def _bytes(lines: Sequence[str]) -> Any:
    import numpy as np

    return np.frombuffer("\n".join(lines).encode("utf-8"), dtype=np.uint8)
