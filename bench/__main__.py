"""`python -m bench [CLAIMS ...]`: what comparing costs beside loading the same facts, and how both grow."""

from __future__ import annotations

import math
import resource
import sys
import tempfile
import time
from pathlib import Path

from bench import synthetic
from generator import compare, model


def main(sizes: list[int]) -> None:
    """Print a line a size, and the exponent of growth from each size to the next."""
    print(f"{'claims':>8} {'load s':>8} {'compare s':>10} {'compare / load':>15} {'found':>9} {'MiB':>6} {'growth n^x':>11}")
    before: tuple[int, float] | None = None
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            facts_folder = Path(folder) / "facts"
            synthetic.write(facts_folder, size)
            start = time.process_time()
            record = model.read(facts_folder)
            facts = model.facts(record)
            loaded = time.process_time() - start
        start = time.process_time()
        found = compare.compare(facts)
        compared = time.process_time() - start
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        growth = f"{math.log(compared / before[1]) / math.log(len(facts.claims) / before[0]):.2f}" if before else ""
        line = f"{len(facts.claims):>8} {loaded:>8.2f} {compared:>10.2f} {compared / loaded:>15.2f}"
        print(f"{line} {len(found.discrepancies):>9} {memory:>6} {growth:>11}", flush=True)
        before = len(facts.claims), compared


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1_000, 10_000, 100_000])
