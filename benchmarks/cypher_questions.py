"""Eight questions on a large graph: the Cypher engine, warm, against hand-written loops in the same process.

    python benchmarks/cypher_questions.py FOLDER [DATA]

FOLDER (or the environment's ACCORD_BENCH) holds ``questions.py``, ``loops.py`` and ``generate.py``; DATA is what
``generate.py 100000 500000 DATA`` wrote, made in a temporary folder where it is not given. Prints milliseconds, the
median of five, whether the answers are the same, and for the engine the first time too, in which columns are made.
"""

import importlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def median(function: Callable[[], Any]) -> tuple[float, float, Any]:
    """(first, median of five) milliseconds and the answer."""
    times = []
    for _ in range(6):
        begun = time.perf_counter()
        answer = function()
        times.append((time.perf_counter() - begun) * 1e3)
    return times[0], statistics.median(times[1:]), answer


def main(folder: Path, data: Path | None) -> None:
    sys.path.insert(0, str(folder))
    questions, loops = importlib.import_module("questions"), importlib.import_module("loops")
    from accord.cypher import Session

    with tempfile.TemporaryDirectory() as scratch:
        if data is None:
            data = Path(scratch, "graph.jsonl")
            subprocess.run([sys.executable, folder / "generate.py", "100000", "500000", data], check=True)
        graph, parameters = questions.graph_of(str(data))
    by_hand = loops.Loops(graph)
    session = Session(graph)
    begun = time.perf_counter()
    session.run("MATCH (n) RETURN count(*)")
    print(f"{graph.number_of_nodes():,} nodes, {graph.number_of_edges():,} edges; ", end="")
    print(f"snapshot {time.perf_counter() - begun:.2f} s\n")
    print("| question | loops ms | engine ms | first time ms | loops / engine | answers |")
    print("| --- | ---: | ---: | ---: | ---: | --- |")
    arguments = {"lookup": (parameters["organisation"],), "shortest": (parameters["person"],)}
    for name, query in questions.QUESTIONS.items():
        given = {key: value for key, value in parameters.items() if f"${key}" in query}
        _, loop, expected = median(lambda name=name: getattr(by_hand, name)(*arguments.get(name, ())))
        first, warm, answer = median(lambda query=query, given=given: list(session.run(query, given)))
        verdict = "same" if questions.same(name, expected, answer) else "DIFFERENT"
        print(f"| {name} | {loop:.2f} | {warm:.2f} | {first:.1f} | {loop / warm:.2f} | {verdict} |")


if __name__ == "__main__":
    where = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("ACCORD_BENCH")
    if not where:
        sys.exit("name the folder with questions.py, loops.py and generate.py, or set ACCORD_BENCH")
    main(Path(where), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
