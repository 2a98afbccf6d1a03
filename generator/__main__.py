"""The commands: `python -m generator COMMAND`. Exit status 0 is clean, 1 problems, 2 usage.

What a command does is in `generator/commands/`, one a file, and loaded when it is asked for.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path

from generator import load, lock
from generator.commands import PROBLEMS, USAGE, tell

ALONE = ("build", "export", "release", "render")  # each writes what another of them may be reading


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):  # whatever the terminal's encoding: a message is never lost to it
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    arguments = parser().parse_args(argv)
    try:
        run: Callable[[argparse.Namespace], int] = import_module(f"generator.commands.{arguments.module}").run
        with lock.held(Path()) if arguments.module in ALONE else nullcontext():
            return run(arguments)
    except load.FolderError as error:
        tell(f"{error}\nmend: name the folder that holds sources/, questions/, actors/ ... with --facts")
        return USAGE
    except BrokenPipeError:
        return PROBLEMS
    except (KeyboardInterrupt, MemoryError) as error:
        tell(
            f"{'interrupted' if isinstance(error, KeyboardInterrupt) else 'not enough memory'}; what was there is as it was"
        )
        return PROBLEMS
    except OSError as error:
        tell(f"cannot use {error.filename or 'a file'}: {error.strerror or error}")
        return USAGE


def parser() -> argparse.ArgumentParser:
    """Return the command line."""
    top = argparse.ArgumentParser(prog="python -m generator", description="Make a site from a folder of facts.")
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    add = command(commands, "check", "say what is wrong in the facts")
    add("--format", choices=("text", "github", "json"), default="text", help="how problems are printed")
    add("--strict", action="store_true", help="let warnings fail, too")
    add("--summary", type=Path, metavar="FILE", help="also write every problem as Markdown to the end of FILE")
    add = command(commands, "fmt", "write fact files the one way that all of them are written")
    add("files", nargs="*", type=Path, metavar="FILE", help="fact files; left out: all of them")
    add("--check", action="store_true", help="write nothing; fail where something would be written")
    add = command(commands, "add", "take in a saved article: source file, fingerprint, text, drafted claims")
    add("file", type=Path, help="the saved article: HTML, PDF or plain text")
    add("--id", default="", help="the source's id; left out: made of title and date")
    add("--url", default="", help="its public address")
    add("--published", default="", metavar="EDTF", help="when it was published, such as 2023-06-18")
    add("--publisher", default="", metavar="ACTOR", help="the id of the actor that published it")
    add("--language", default="", metavar="TAG", help="its language, such as en")
    add = command(commands, "words", "make the fingerprint of a source from its text")
    add("source", help="the source's id")
    add("text", type=Path, help="a file with the document's text in UTF-8")
    add = command(commands, "coverage", "list the figures, dates and quoted statements that no claim has")
    add("source", nargs="?", help="a source's id; left out: every source whose text is in the archive")
    add("--format", choices=("text", "json"), default="text", help="how they are printed")
    add("--all", action="store_true", help="list what is set aside, too, with its reason")
    add = command(commands, "diff", "say what a change does to claims and to discrepancies")
    add("base", metavar="BASE", help="a git revision or a folder of facts: the state before")
    add("head", metavar="HEAD", nargs="?", help="the state after; left out: the folder of facts as it is")
    add("--format", choices=("text", "markdown", "json"), default="text", help="how the change is printed")
    add = command(commands, "links", "ask the addresses of the sources whether they still answer")
    add("--format", choices=("text", "markdown", "json"), default="text", help="how the answers are printed")
    add = command(commands, "render", "write the pages as Markdown")
    add("--pages", type=Path, default=Path("build/pages"), metavar="DIR", help="where the pages go")
    add = command(commands, "import", "make fact files of tables: a CSV file, a folder or zip of them")
    add("file", type=Path, help="claims.csv (sources.csv beside it), a folder or zip of such tables, a datapackage.json")
    add("--replace", action="store_true", help="let files that are there and say something else be replaced")
    add("--dry-run", action="store_true", help="tell what would be written, and what is wrong; write nothing")
    add = command(commands, "export", "write the data files")
    add("--out", type=Path, default=Path("build/data"), metavar="DIR", help="where the data files go")
    add("--parquet", action="store_true", help="write the tables as Parquet, too (needs what `make release` installs)")
    add = command(commands, "schemas", "write the JSON Schemas that editors explain fields with")
    add("--out", type=Path, default=Path(".vscode/schemas"), metavar="DIR", help="where the schemas go")
    add = command(commands, "new", "start a record on another topic, with samples, in a folder of its own")
    add("folder", type=Path, metavar="DIR", help="a folder that is new or empty")
    add("--title", default="", help="what the record is about, in a few words")
    add = command(commands, "release", "pack the built site and all data into one archive")
    add("--site", type=Path, default=Path("site"), metavar="DIR", help="the folder of the built site")
    add("--out", type=Path, default=Path("build/release"), metavar="DIR", help="where the archive goes")
    add = command(commands, "build", "check the facts, write the pages, build the site")
    add("--site", type=Path, default=Path("site"), metavar="DIR", help="the folder of the site; replaced when all went well")
    add("--engine", choices=("mkdocs", "zensical"), default="mkdocs", help="what turns the pages into a site")
    add = command(commands, "serve", "preview the site; it follows edits")
    add("--address", default="127.0.0.1:8000", metavar="HOST:PORT", help="where to serve")
    return top


def command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    help_: str,
) -> Callable[..., argparse.Action]:
    """Add a command that takes `--facts`; return what adds its further arguments."""
    sub = commands.add_parser(name, help=help_, description=help_[0].upper() + help_[1:] + ".")
    sub.set_defaults(module="import_" if name == "import" else name)  # `import` is a word of the language
    sub.add_argument("--facts", type=Path, default=Path("facts"), metavar="DIR", help="the folder of facts")
    sub.add_argument("--archive", type=Path, metavar="DIR", help="the folder of texts (default: archive, beside the facts)")
    return sub.add_argument


if __name__ == "__main__":
    sys.exit(main())
