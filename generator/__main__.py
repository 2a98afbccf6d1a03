"""The commands: `python -m generator COMMAND`. Exit status 0 is clean, 1 problems, 2 usage."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

from generator import (
    annotated,
    check,
    compare,
    coverage,
    diff,
    edition,
    editor,
    evidence,
    export,
    fmt,
    handover,
    ingest,
    link_check,
    load,
    model,
    new,
    parquet,
    problems,
    release,
    render,
    repository,
    sheets,
    shell,
    site,
    version,
    wording,
    writing,
)

CLEAN, PROBLEMS, USAGE = 0, 1, 2
NO_DUCKDB = "Parquet is written by DuckDB, which is not installed\nmend: make release; or install requirements/release.txt"


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):  # whatever the terminal's encoding: a message is never lost to it
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    arguments = parser().parse_args(argv)
    run: Callable[[argparse.Namespace], int] = arguments.run
    try:
        return run(arguments)
    except load.FolderError as error:
        tell(f"{error}\nmend: name the folder that holds sources/, questions/, actors/ ... with --facts")
        return USAGE
    except BrokenPipeError:
        return PROBLEMS
    except OSError as error:
        tell(f"cannot use {error.filename or 'a file'}: {error.strerror or error}")
        return USAGE


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
    add("--summary", type=Path, metavar="FILE", help="also write every problem as Markdown to the end of FILE")
    add = command(commands, "fmt", run_fmt, "write fact files the one way that all of them are written")
    add("files", nargs="*", type=Path, metavar="FILE", help="fact files; left out: all of them")
    add("--check", action="store_true", help="write nothing; fail where something would be written")
    add = command(commands, "add", run_add, "take in a saved article: source file, fingerprint, text, drafted claims")
    add("file", type=Path, help="the saved article: HTML, PDF or plain text")
    add("--id", default="", help="the source's id; left out: made of title and date")
    add("--url", default="", help="its public address")
    add("--published", default="", metavar="EDTF", help="when it was published, such as 2023-06-18")
    add("--publisher", default="", metavar="ACTOR", help="the id of the actor that published it")
    add("--language", default="", metavar="TAG", help="its language, such as en")
    add = command(commands, "words", run_words, "make the fingerprint of a source from its text")
    add("source", help="the source's id")
    add("text", type=Path, help="a file with the document's text in UTF-8")
    add = command(commands, "coverage", run_coverage, "list the figures, dates and quoted statements that no claim has")
    add("source", nargs="?", help="a source's id; left out: every source whose text is in the archive")
    add("--format", choices=("text", "json"), default="text", help="how they are printed")
    add("--all", action="store_true", help="list what is set aside, too, with its reason")
    add = command(commands, "diff", run_diff, "say what a change does to claims and to discrepancies")
    add("base", metavar="BASE", help="a git revision or a folder of facts: the state before")
    add("head", metavar="HEAD", nargs="?", help="the state after; left out: the folder of facts as it is")
    add("--format", choices=("text", "markdown", "json"), default="text", help="how the change is printed")
    add = command(commands, "links", run_links, "ask the addresses of the sources whether they still answer")
    add("--format", choices=("text", "markdown", "json"), default="text", help="how the answers are printed")
    add = command(commands, "render", run_render, "write the pages as Markdown")
    add("--pages", type=Path, default=Path("build/pages"), metavar="DIR", help="where the pages go")
    add = command(commands, "import", run_import, "make fact files of tables: a CSV file, a folder or zip of them")
    add("file", type=Path, help="claims.csv (sources.csv beside it), a folder or zip of such tables, a datapackage.json")
    add("--replace", action="store_true", help="let files that are there and say something else be replaced")
    add("--dry-run", action="store_true", help="tell what would be written, and what is wrong; write nothing")
    add = command(commands, "export", run_export, "write the data files")
    add("--out", type=Path, default=Path("build/data"), metavar="DIR", help="where the data files go")
    add("--parquet", action="store_true", help="write the tables as Parquet, too (needs what `make release` installs)")
    add = command(commands, "schemas", run_schemas, "write the JSON Schemas that editors explain fields with")
    add("--out", type=Path, default=Path(".vscode/schemas"), metavar="DIR", help="where the schemas go")
    add = command(commands, "new", run_new, "start a record on another topic, with samples, in a folder of its own")
    add("folder", type=Path, metavar="DIR", help="a folder that is new or empty")
    add("--title", default="", help="what the record is about, in a few words")
    add = command(commands, "release", run_release, "pack the built site and all data into one archive")
    add("--site", type=Path, default=Path("site"), metavar="DIR", help="the folder of the built site")
    add("--out", type=Path, default=Path("build/release"), metavar="DIR", help="where the archive goes")
    add = command(commands, "build", run_build, "check the facts, write the pages, build the site")
    add("--site", type=Path, default=Path("site"), metavar="DIR", help="the folder of the site; replaced when all went well")
    add("--engine", choices=("mkdocs", "zensical"), default="mkdocs", help="what turns the pages into a site")
    add = command(commands, "serve", run_serve, "preview the site; it follows edits")
    add("--address", default="127.0.0.1:8000", metavar="HOST:PORT", help="where to serve")
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
    sub.add_argument("--archive", type=Path, metavar="DIR", help="the folder of texts (default: archive, beside the facts)")
    return sub.add_argument


def run_check(arguments: argparse.Namespace) -> int:
    """Print every problem; fail when there is an error, or with `--strict` anything."""
    found = check.check(model.read(arguments.facts, arguments.archive))
    sys.stdout.write(annotated.commands(found) if arguments.format == "github" else problems.show(found, arguments.format))
    if arguments.summary:
        with arguments.summary.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(annotated.summary(found))
    tell(problems.summary(found))
    return PROBLEMS if any(p.level == "error" or arguments.strict for p in found) else CLEAN


def run_fmt(arguments: argparse.Namespace) -> int:
    """Format fact files; those that cannot be read stay as they are, are told, and fail."""
    paths: list[Path] = arguments.files or fmt.files(arguments.facts)
    strangers = [path for path in paths if not fmt.kind_of(path) or not path.is_file()]
    for path in strangers:
        tell(f"{path} is no fact file\nmend: name files such as {arguments.facts / 'sources' / 'NAME.yml'}")
    if strangers:
        return USAGE
    found = [fmt.format_file(path) for path in paths]
    for one in found:
        if one.told:
            tell(f"{one.path} stays as it is: {one.told}\nmend: python -m generator check tells what is wrong with it")
        elif one.changed:
            print(one.path)
            if not arguments.check:
                fmt.write(one)
    changed = sum(one.changed for one in found)
    tell(f"{changed} of {len(found)} files {'would be' if arguments.check else 'were'} written otherwise")
    if arguments.check and changed:
        tell("mend: python -m generator fmt")
    return PROBLEMS if any(one.told for one in found) or (arguments.check and changed) else CLEAN


def run_add(arguments: argparse.Namespace) -> int:
    """Take a saved article into the record; nothing is written when it cannot be read, and nothing overwritten."""
    said = ingest.Wishes(arguments.id, arguments.url, arguments.published, arguments.publisher, arguments.language)
    try:
        for line in ingest.take_in(arguments.file, said, arguments.facts, arguments.archive):
            tell(line)
    except ingest.ArticleError as error:
        tell(str(error))
        return USAGE
    return CLEAN


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
    writing.write_whole(source.with_suffix(".words"), evidence.dump(fingerprint).encode())
    tell(f"wrote {source.with_suffix('.words')}: {fingerprint.paragraphs} paragraphs, {sum(fingerprint.counts)} words")
    return CLEAN


def run_coverage(arguments: argparse.Namespace) -> int:
    """Print what no citation covers; fail when there is such a thing."""
    record = model.read(arguments.facts, arguments.archive)
    wanted = [arguments.source] if arguments.source else list(coverage.sources(record))
    obstacles = {source: coverage.obstacle(record, source) for source in wanted}
    for told in filter(None, obstacles.values()):
        tell(told)
    found = [coverage.coverage(record, source) for source, told in obstacles.items() if not told]
    sys.stdout.write(coverage.show(found, arguments.format, arguments.all))
    if not found:
        return USAGE
    return PROBLEMS if any(one.count("open") for one in found) else CLEAN


def run_diff(arguments: argparse.Namespace) -> int:
    """Print what changed between two states of the facts."""
    words = wording.load()
    try:
        sides = [diff.side(name, arguments.facts) for name in (arguments.base, arguments.head)]
        found = diff.between(*sides)
    except repository.RevisionError as error:
        tell(f"{error}\nmend: name a revision of the repository that holds {arguments.facts}, or a folder of facts")
        return USAGE
    sys.stdout.write(diff.show(found, arguments.format, words))
    tell(f"compared {arguments.base} with {arguments.head or arguments.facts}: {diff.summary(found.change, words)}")
    return CLEAN


def run_links(arguments: argparse.Namespace) -> int:
    """Print which documents cannot be reached, or have no archived copy; fail when there is such a thing."""
    facts = model.facts(model.read(arguments.facts, arguments.archive))
    asked = link_check.check(link_check.targets(facts), link_check.Manners())
    found = sorted([*asked, *link_check.unarchived(facts)])
    sys.stdout.write(link_check.show(found, arguments.format))
    told = link_check.worth_telling(found)
    refused = sum(one.state == "refused" for one in found)
    tell(f"asked {len(asked)} addresses: {len(told)} to look at, {refused} that let no program ask")
    return PROBLEMS if told else CLEAN


def clean(folder: Path, texts: Path | None) -> tuple[model.Facts, compare.Comparison] | None:
    """Return the facts of a folder and their comparison; None, with the problems told, when there is an error."""
    record = model.read(folder, texts)
    found = check.check(record)
    if found:
        sys.stderr.write(problems.show(found))
        tell(problems.summary(found))
    if any(problem.level == "error" for problem in found):
        return None
    facts = model.facts(record)
    tell(f"checked {len(facts.claims)} claims in {len(facts.sources)} sources")
    return facts, compare.compare(facts)


def run_render(arguments: argparse.Namespace) -> int:
    """Write the Markdown tree; nothing is written when there is an error."""
    read = clean(arguments.facts, arguments.archive)
    if read is None:
        return PROBLEMS
    known = edition.of(arguments.facts, os.environ | site.addresses(os.environ))
    written = render.render(*read, arguments.pages, site.DOCS, known.address, known)
    tell(f"wrote {written.files} files to {arguments.pages} ({written.changed} changed, {written.removed} removed)")
    return CLEAN


def run_import(arguments: argparse.Namespace) -> int:
    """Make fact files of what is handed over; nothing is written when there is an error."""
    try:
        outcome = handover.take_in(arguments.file, arguments.facts, overwrite=arguments.replace)
    except sheets.SheetError as error:
        tell(str(error))
        return USAGE
    sys.stderr.write(handover.show(outcome.problems))
    if outcome.failed:
        tell(f"{problems.summary(outcome.problems).partition(' in ')[0]}; nothing was written")
        return PROBLEMS
    if not arguments.dry_run:
        handover.write(outcome.files)
    done = "would write" if arguments.dry_run else "wrote"
    for path in outcome.files:
        tell(f"{done} {path}")
    tell(f"{done} {len(outcome.files)} fact files; {outcome.unchanged} say the same already")
    if outcome.files:
        tell("next: make the fingerprint of each new source: python -m generator words SOURCE TEXTFILE")
    return CLEAN


def run_export(arguments: argparse.Namespace) -> int:
    """Write the data files; nothing is written when there is an error."""
    read = clean(arguments.facts, arguments.archive)
    if read is None:
        return PROBLEMS
    made = export.published(*read, version.of(arguments.facts).digest)
    if arguments.parquet:
        if not parquet.available():
            tell(NO_DUCKDB)
            return USAGE
        made |= export.columnar(*read)
    for name, body in made.items():
        writing.write_changed(arguments.out / name, body)
    tell(f"wrote {len(made)} data files to {arguments.out}")
    return CLEAN


def run_schemas(arguments: argparse.Namespace) -> int:
    """Write the editors' schemas; nothing is written when there is an error."""
    read = clean(arguments.facts, arguments.archive)
    if read is None:
        return PROBLEMS
    made = editor.files(read[0])
    changed = sum(writing.write_changed(arguments.out / name, body) for name, body in made.items())
    tell(f"wrote {len(made)} schemas to {arguments.out} ({changed} changed)")
    return CLEAN


def run_new(arguments: argparse.Namespace) -> int:
    """Start another record; nothing is written over."""
    try:
        made = new.start(arguments.folder, arguments.title)
        record = clean(made / "facts", None)
    except new.NewError as error:
        tell(str(error))
        return USAGE
    if record is None:
        return PROBLEMS
    for name, body in editor.files(record[0]).items():
        writing.write_whole(made / ".vscode/schemas" / name, body)
    tell(f"{made} is a record of its own, with samples\nnext: cd {made}; git init; make serve; and read README.md there")
    return CLEAN


def run_release(arguments: argparse.Namespace) -> int:
    """Pack everything into one archive; nothing is written when something is missing."""
    read = clean(arguments.facts, arguments.archive)
    if read is None:
        return PROBLEMS
    if not parquet.available():
        tell(NO_DUCKDB)
        return USAGE
    digest = version.of(arguments.facts).digest
    name = f"side-by-side-{digest}"
    data = export.published(*read, digest) | export.columnar(*read)
    try:
        body = release.archive(arguments.site, data, Path(), name)
    except release.ReleaseError as error:
        tell(str(error))
        return USAGE
    target = arguments.out / f"{name}.zip"
    writing.write_whole(target, body)
    tell(f"wrote {target}: {len(body):,} bytes")
    return CLEAN


def run_build(arguments: argparse.Namespace) -> int:
    """Check, render and build; the last good site stays when anything fails."""
    read = clean(arguments.facts, arguments.archive)
    if read is None:
        tell(f"nothing was built; {arguments.site} is as it was")
        return PROBLEMS
    known = edition.of(arguments.facts, os.environ | site.addresses(os.environ))
    written = render.render(*read, site.PAGES, site.DOCS, known.address, known)
    tell(f"wrote {written.files} files to {site.PAGES} ({written.changed} changed, {written.removed} removed)")
    tell(f"building the site with {arguments.engine}")
    try:
        site.build(arguments.site, arguments.engine, shell.facts_line(version.label(known.version)))
    except site.BuildError as error:
        tell(f"{error}\nnothing was replaced; {arguments.site} is as it was")
        return PROBLEMS
    tell(f"the site is in {arguments.site}: open {arguments.site / 'index.html'}")
    return CLEAN


def run_serve(arguments: argparse.Namespace) -> int:
    """Serve the site until interrupted."""
    if clean(arguments.facts, arguments.archive) is None:
        tell("mend these first; after that, edits are followed as you save them")
        return PROBLEMS
    return site.serve(arguments.facts, arguments.address)


if __name__ == "__main__":
    sys.exit(main())
