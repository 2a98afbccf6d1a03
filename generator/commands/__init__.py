"""One command a file, loaded when it is asked for: what a command does not need costs it no time.

Each has a function `run(arguments)` that returns the exit status.
"""

from __future__ import annotations

import sys

CLEAN, PROBLEMS, USAGE = 0, 1, 2
NO_DUCKDB = "Parquet is written by DuckDB, which is not installed\nmend: make release; or install requirements/release.txt"


def tell(text: str) -> None:
    """Print a line for the person at the terminal, beside the command's own output."""
    print(f"side-by-side: {text}", file=sys.stderr)
