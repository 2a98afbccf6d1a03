"""`python -m bench [--out DIR] [CLAIMS ...]`: what the stages cost, how they grow, and how that stands to other publishers.

Writes `report.md`, `report.json` and `growth.svg` into build/bench/. Ratios hold on other machines, seconds do not.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench import peers, plot, synthetic
from generator import compare, model
from generator.index import Index

STAGES = ("read", "check", "compare", "render", "site")
PEER_CLAIMS = 2_500  # about a thousand pages
PYTHON = sys.executable


def main(sizes: list[int], out: Path, rounds: int) -> None:
    """Measure, print the tables, and write the report."""
    out.mkdir(parents=True, exist_ok=True)
    told: dict[str, Any] = {}
    if rounds:
        told["publishers"] = publishers(out, rounds)
    told["stages"] = [stages(out, size) for size in sizes]
    if told["stages"]:
        lines = {name: [one[name] for one in told["stages"]] for name in STAGES}
        (out / "growth.svg").write_text(plot.plot([one["claims"] for one in told["stages"]], lines), encoding="utf-8")
    (out / "report.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    report = "\n".join(tables(told))
    (out / "report.md").write_text(report, encoding="utf-8")
    print(report)


def tell(text: str) -> None:
    """Print what is being done, for whoever waits."""
    print(f"bench: {text}", file=sys.stderr, flush=True)


def stages(out: Path, size: int) -> dict[str, Any]:
    """Return what each stage takes for a record of about `size` claims."""
    tell(f"a record of {size:,} claims, each stage")
    folder = record(out, size)
    work = out / f"work-{size}"
    run = subprocess.run([PYTHON, "-m", "bench.stages", str(folder), str(work)], check=True, capture_output=True, text=True)
    shutil.rmtree(work, ignore_errors=True)
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def record(out: Path, size: int) -> Path:
    """Return the folder of a made-up record, made anew."""
    folder = out / f"record-{size}" / "facts"
    shutil.rmtree(folder.parent, ignore_errors=True)
    synthetic.write(folder, size)
    return folder


def project(folder: Path) -> Path:
    """Return a project with this one's code and pages, so that what is built here stays as it is."""
    folder.mkdir(parents=True)
    for name in ("mkdocs.yml", "overrides", "docs", "generator"):
        (folder / name).symlink_to(Path(name).absolute())
    return folder


def publishers(out: Path, rounds: int) -> dict[str, Any]:
    """Return what each publisher takes for the same record of about a thousand pages: the best of several rounds."""
    folder = record(out, PEER_CLAIMS)
    facts = model.facts(model.read(folder))
    index = Index(facts, compare.compare(facts))
    work = out / "peers"
    shutil.rmtree(work, ignore_errors=True)
    home = project(work / "project")
    tables_, pages, site = work / "tables", home / "build/pages", work / "site"
    peers.write_tables(index, tables_)
    whole = [PYTHON, "-m", "generator", "build", "--facts", str(folder), "--site", str(site)]
    peers.run(whole, home)
    commands = {
        "facts to site, here": (whole, home),
        "facts to pages, here": ([PYTHON, "-m", "generator", "render", "--facts", str(folder)], home),
        "pages to site, here": ([PYTHON, "-c", _publish(site)], home),
        "pages to site, MkDocs and Material": (peers.write_stock(work / "stock-pages", pages), work / "stock-pages"),
        "tables to site, MkDocs and Material": (peers.write_stock(work / "stock", tables_), work / "stock"),
    }
    if shutil.which("hugo"):
        commands |= {
            "pages to site, Hugo": (peers.write_hugo(work / "hugo-pages", pages), work / "hugo-pages"),
            "tables to site, Hugo": (peers.write_hugo(work / "hugo-tables", tables_), work / "hugo-tables"),
            "data to site, Hugo": (peers.write_hugo_data(index, work / "hugo-data"), work / "hugo-data"),
        }
    best: dict[str, peers.Run] = {}
    for turn in range(rounds):
        for name, (command, where) in commands.items():
            tell(f"round {turn + 1} of {rounds}: {name}")
            took = peers.run(command, where)
            known = best.get(name, took)
            best[name] = peers.Run(min(known.processor, took.processor), min(known.wall, took.wall))
    return {
        "claims": len(facts.claims),
        "pages": sum(1 for _ in pages.rglob("*.md")),
        "took": {name: {"processor": round(one.processor, 2), "wall": round(one.wall, 2)} for name, one in best.items()},
    }


def _publish(site: Path) -> str:
    return f"from pathlib import Path; from generator import site; site.build(Path({str(site)!r}), 'mkdocs')"


def tables(told: dict[str, Any]) -> Iterable[str]:
    """Yield the lines of the report, as Markdown."""
    if "publishers" in told:
        one = told["publishers"]
        base = one["took"]["tables to site, MkDocs and Material"]["processor"]
        yield f"{one['claims']:,} claims, {one['pages']:,} pages"
        yield from (
            "",
            "| what | processor s | wall s | of MkDocs and Material from tables |",
            "| --- | ---: | ---: | ---: |",
        )
        for name, took in one["took"].items():
            yield f"| {name} | {took['processor']:.2f} | {took['wall']:.2f} | {took['processor'] / base:.2f} |"
        yield ""
    if told["stages"]:
        heads = ("claims", "pages", *STAGES, "check of YAML", "compare of read", "claims a second", "MiB", "growth n^x")
        yield f"| {' | '.join(heads)} |"
        yield f"|{' ---: |' * len(heads)}"
    before: dict[str, Any] = {}
    for one in told["stages"]:
        all_ = sum(one[name] for name in STAGES)
        growth = f"{math.log(all_ / before['all']) / math.log(one['pages'] / before['pages']):.2f}" if before else ""
        rate = one["claims"] / (all_ - one["site"])
        costs = " | ".join(f"{one[name]:.2f}" for name in STAGES)
        checked, compared = (one["read"] + one["check"]) / one["yaml"], one["compare"] / one["read"]
        yield (
            f"| {one['claims']:,} | {one['pages']:,} | {costs} | {checked:.1f} | {compared:.2f} | {rate:,.0f} "
            f"| {one['memory']:,} | {growth} |"
        )
        before = {"all": all_, "pages": one["pages"]}
    yield ""


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure what building costs.")
    parser.add_argument("sizes", nargs="*", type=int, metavar="CLAIMS", default=[1_000, 10_000], help="sizes of the record")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="rounds against other publishers; 0: none")
    parser.add_argument("--out", type=Path, default=Path("build/bench"), metavar="DIR", help="where the report goes")
    arguments = parser.parse_args()
    main(arguments.sizes, arguments.out.absolute(), arguments.rounds)
