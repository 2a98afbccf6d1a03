"""`python -m fuzz.moments [FAULT ...]`: builds that meet a fault at moments spread over the whole of them.

After each fault the site has to be the last good one or the new one, whole; and the next build has to make the new one and
leave nothing beside it. `--count N` moments of each fault (100), `--plain` and `--renames` as in fuzz/faulty.py.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from fuzz import faulty

HOME = Path(__file__).parent.parent
FACTS = HOME / "tests" / "golden-facts"
LINKED = ("mkdocs.yml", "overrides", "docs", "generator")
Tree = dict[str, bytes]


def main(arguments: Sequence[str] | None = None) -> int:
    """Bring the faults about; return 1 where something was torn."""
    parser = argparse.ArgumentParser(prog="python -m fuzz.moments", description="Faults at every moment of a build.")
    parser.add_argument("faults", nargs="*", default=["kill"], metavar="FAULT", help=", ".join(faulty.FAULTS))
    parser.add_argument("--count", type=int, default=100, help="how many moments of each fault")
    parser.add_argument("--plain", action="store_true", help="a tiny engine instead of MkDocs")
    parser.add_argument("--renames", action="store_true", help="as where two folders cannot be exchanged in one step")
    given = parser.parse_args(arguments)
    words = [word for word in ("plain", "renames") if getattr(given, word)]
    warm()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder) / "home", words)
        torn = 0
        for fault in given.faults:
            for number in range(given.count):
                moment = 1 + (bench.moments - 1) * number // max(given.count - 1, 1)
                told = bench.wrong(fault, moment)
                torn += bool(told)
                if told:
                    print(f"{fault} at moment {moment} of {bench.moments}: {told}", flush=True)
            print(f"{fault}: {given.count} of {bench.moments} moments", flush=True)
    print(f"{torn} torn", flush=True)
    return 1 if torn else 0


def warm() -> None:
    """Import what a build needs, once: every build is a fork of this process."""
    import mkdocs.commands.build  # noqa: F401

    import generator.commands.build  # noqa: F401


class Bench:
    """A project with a last good site, and facts that have changed since; `moments` is how many a build of them has."""

    def __init__(self, home: Path, words: Sequence[str]) -> None:
        self.home, self.words = home, words
        home.mkdir()
        for name in LINKED:
            (home / name).symlink_to(HOME / name)
        shutil.copytree(FACTS, home / "facts")
        assert self.run("count", 0) == 0, self.told
        self.old = tree(home / "site")
        shutil.copytree(home, home.with_name("old"), symlinks=True)
        record = home / "facts" / "record.yml"
        record.write_text(record.read_text(encoding="utf-8").replace("title: ", "title: New "), "utf-8")
        shutil.copy(record, home.with_name("old") / "facts" / "record.yml")
        assert self.run("count", 0) == 0, self.told
        self.moments, self.swap = map(int, re.findall(r"moments: (\d+), (\d+)", self.told)[0])
        self.new = tree(home / "site")
        assert self.new != self.old

    def wrong(self, fault: str, moment: int) -> str:
        """Bring a fault about at a moment; return what is wrong afterwards, nothing where all is well."""
        shutil.rmtree(self.home)
        shutil.copytree(self.home.with_name("old"), self.home, symlinks=True)
        if moment % 2:  # the first build of all, which finds no pages
            shutil.rmtree(self.home / "build")
        status = self.run(fault, moment)
        if "Traceback" in self.told:
            return f"a traceback: {self.told[-600:]}"
        if status == 0 and tree(self.home / "site") != self.new:
            return f"the command said that all went well: {self.told}"
        kept = [self.home / "site", *(self.home.glob(".site-*/old") if "renames" in self.words else ())]
        if not any(tree(place) in (self.old, self.new) for place in kept if place.is_dir()):
            return "the site is neither the old one nor the new one"
        if self.run("count", 0) != 0:
            return f"the next build failed: {self.told}"
        if tree(self.home / "site") != self.new:
            return "the next build made another site"
        left = [path.name for path in self.home.rglob(".*") if not path.is_symlink()]
        return f"left behind: {', '.join(left)}" if set(left) - {".cache"} else ""

    def run(self, fault: str, moment: int) -> int:
        """Run a build in a process of its own; return how it ended. What it printed is in `told`."""
        log = self.home.with_name("log")
        child = os.fork()
        if child == 0:
            out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
            os.dup2(out, 1)
            os.dup2(out, 2)
            os.chdir(self.home)
            sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")
            status = 70
            try:
                status = faulty.main([fault, *self.words, str(moment), "build"])
            except BaseException:
                sys.excepthook(*sys.exc_info())
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(status)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        self.told = log.read_text(encoding="utf-8", errors="replace")
        return status


def tree(folder: Path) -> Tree:
    """Return the content of every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


if __name__ == "__main__":
    sys.exit(main())
