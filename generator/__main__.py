"""The commands: `python -m generator COMMAND`. Exit status 0 is clean, 1 problems, 2 usage."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from generator import check, evidence, load, model, problems

CLEAN, PROBLEMS, USAGE = 0, 1, 2


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit status."""
    arguments = parser().parse_args(argv)
    run: Callable[[argparse.Namespace], int] = arguments.run
    try:
        return run(arguments)
    except load.FolderError as error:
        tell(f"{error}\nmend: name the folder that holds sources/, questions/, actors/ ... with --facts")
        return USAGE
    except BrokenPipeError:
        return PROBLEMS


def tell(text: str) -> None:
    """Print a line for the person at the terminal, beside the command's own output."""
    print(f"side-by-side: {text}", file=sys.stderr)


def parser() -> argparse.ArgumentParser:
    """Return the command line."""
    top = argparse.ArgumentParser(prog="python -m generator", description="Make a site from a folder of facts.")
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    add = command(commands, "check", run_check, "say what is wrong in the facts")
    add("--format", choices=("text", "github", "json"), default="text", help="how problems are printed")
    add("--strict", action="store_true", help="let warnings fail, too")
    add = command(commands, "words", run_words, "make the fingerprint of a source from its text")
    add("source", help="the source's id")
    add("text", type=Path, help="a file with the document's text in UTF-8")
    return top


def command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace], int],
    help_: str,
) -> Callable[..., argparse.Action]:
    """Add a command that takes `--facts`; return what adds its further arguments."""
    sub = commands.add_parser(name, help=help_, description=help_[0].upper() + help_[1:] + ".")
    sub.set_defaults(run=run)
    sub.add_argument("--facts", type=Path, default=Path("facts"), metavar="DIR", help="the folder of facts")
    return sub.add_argument


def run_check(arguments: argparse.Namespace) -> int:
    """Print every problem; fail when there is an error, or with `--strict` anything."""
    found = check.check(model.read(arguments.facts))
    sys.stdout.write(problems.show(found, arguments.format))
    tell(problems.summary(found))
    return PROBLEMS if any(p.level == "error" or arguments.strict for p in found) else CLEAN


def run_words(arguments: argparse.Namespace) -> int:
    """Write the fingerprint of a source beside it."""
    source = arguments.facts / "sources" / f"{arguments.source}.yml"
    if not source.is_file():
        tell(f"there is no source {source}\nmend: write the source file first, or correct the id")
        return USAGE
    try:
        text = arguments.text.read_bytes().decode("utf-8-sig")
    except OSError as error:
        tell(f"cannot read {arguments.text}: {error.strerror}")
        return USAGE
    except UnicodeDecodeError as error:
        tell(f"{arguments.text} is not UTF-8 (byte {error.start}): save it as UTF-8 text")
        return USAGE
    fingerprint = evidence.make(text)
    if not any(fingerprint.runs):
        tell(f"{arguments.text} holds no paragraph of four words or more: is it the document's text?")
        return USAGE
    evidence.write_whole(source.with_suffix(".words"), evidence.dump(fingerprint))
    tell(f"wrote {source.with_suffix('.words')}: {fingerprint.paragraphs} paragraphs, {sum(fingerprint.counts)} words")
    return CLEAN


if __name__ == "__main__":
    sys.exit(main())
