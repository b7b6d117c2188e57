"""How long a command takes from its start, Python's included, on the texts of ``seeds/``.

    python benchmarks/startup.py [--runs N]

Prints a table of the median and the longest of N runs (5), after one run that is not counted (it fills the disk's
cache), and the median of the processor's time, which other programs disturb less. Of `accord build`, what the language
model's load takes is measured by itself.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
ACCORD = [sys.executable, "-c", "from accord.cli.main import main; main()"]
LOAD = "from accord.graph.reading.parsing.models import parse_texts; list(parse_texts(['Oui.'], 'fr'))"


def seconds(command: list[str], runs: int) -> tuple[list[float], list[float]]:
    """How long the command took, and how long it kept a processor busy, in each of the runs but the first."""
    times, busy = [], []
    for _ in range(runs + 1):
        begun, used = time.perf_counter(), processor()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - begun)
        busy.append(processor() - used)
    return times[1:], busy[1:]


def processor() -> float:
    """Seconds of processor that this process's children have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "seed.db")
        build = [*ACCORD, "build", str(ROOT / "seeds"), "--store", store]
        subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
        measured = (
            ("python -c pass", [sys.executable, "-c", "pass"], None),
            ("accord --help", [*ACCORD, "--help"], 0.3),
            ("accord query who-arms-whom", [*ACCORD, "query", "who-arms-whom", "--store", store], 1.0),
            ("accord show 'North Korea'", [*ACCORD, "show", "North Korea", "--store", store], None),
            ("accord build seeds", build, 10.0),
            ("  of which the model's load", [sys.executable, "-c", LOAD], None),
        )
        print(f"{'':28}  median  longest  processor  at most   (seconds, {runs} runs)")
        for name, command, limit in measured:
            times, busy = seconds(command, runs)
            median, longest, used = statistics.median(times), max(times), statistics.median(busy)
            told = f"{limit:7.1f}" if limit else ""
            print(f"{name:28}  {median:6.2f}  {longest:7.2f}  {used:9.2f}  {told}".rstrip())


if __name__ == "__main__":
    main()
