"""What is fuzzed: functions that take any bytes and raise only where a promise is broken.

Each of them feeds one reader of strangers' data. The errors that a reader promises (a DateError and the like) are its
answer; everything else that comes out of it is a finding, and so is an answer that contradicts itself.
"""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from fuzz import mutants
from generator import (
    archive,
    articles,
    check,
    dates,
    drafts,
    evidence,
    fmt,
    handover,
    ingest,
    load,
    model,
    problems,
    reading,
    sheets,
    values,
)
from generator.extract import Article, ArticleError

TESTS = Path(__file__).parent.parent / "tests"
Target = Callable[[bytes], None]
MOST_DIGITS = 15  # of a figure: a text may write more, a record may not, and `check` says so
LANGUAGES = sorted(path.stem for path in Path(reading.__file__).with_name("languages").glob("*.yml"))


def text_of(data: bytes) -> str:
    """Return bytes as text, one way or another."""
    return data.decode("utf-8", "replace")


def yaml(data: bytes) -> None:
    """A file of any bytes is a tree or faults, each within the file; formatting it keeps what it says and is done once."""
    document = load.parse(data, "source", "x", "facts/sources/x.yml")
    assert document.root is None or document.faults or data.strip()
    for fault in document.faults:
        assert 1 <= fault.line <= len(document.lines), fault
        assert 1 <= fault.column <= len(document.lines[fault.line - 1]) + 1, fault
        assert fault.width >= 1, fault
    after, told = fmt.format_text(data, "source")
    if after != data:
        again, _ = fmt.format_text(after, "source")
        assert not told
        assert again == after, "formatting twice is not formatting once"


def facts(data: bytes) -> None:
    """The bytes as a source of a record: every problem has a place, and all three printers take them."""
    record = mutants.base()
    documents = [*record.documents(), load.parse(data, "source", "x", "facts/sources/x.yml")]
    told(check.check(model.build("facts", documents, record.fingerprints, {})), documents)


def told(found: list[problems.Problem], documents: list[load.Document]) -> None:
    """Assert that problems stand within their files and can be printed."""
    lines = {document.file: len(document.lines) for document in documents}
    for problem in found:
        assert 0 <= problem.line <= lines.get(problem.file, problem.line), problem
        assert problem.what, problem
    shown = problems.show(found, "text") + problems.show(found, "json")
    assert "\x1b" not in shown, "what could steer a terminal"
    assert not any(0x202A <= ord(char) <= 0x202E or 0xD800 <= ord(char) <= 0xDFFF for char in shown), "what turns the text"
    commands = problems.show(found, "github").splitlines()
    assert len(commands) == len(found), "what begins another workflow command"


def date(data: bytes) -> None:
    """A date is read to a span whose ends are in order, and told in words; or its error says why not."""
    text = text_of(data)
    try:
        span = dates.read(text)
    except dates.DateError:
        return
    assert span.earliest is None or span.latest is None or span.earliest <= span.latest, text
    assert dates.in_words(text), text
    assert span.meets(span), text


def count(data: bytes) -> None:
    """A count is read, printed, and read again to the same; or its error says why not."""
    text = text_of(data)
    try:
        found = values.read_count(text)
    except values.ValueTextError:
        return
    assert str(values.read_count(str(found))) == str(found), text
    assert found.interval.meets(found.interval), text


def words(data: bytes) -> None:
    """A `.words` file is a whole fingerprint or an error; a text's own fingerprint is read back and finds its paragraphs."""
    text = text_of(data)
    try:
        found = evidence.parse(data.decode("ascii"))
    except ValueError:
        pass
    else:
        assert evidence.dump(found) == data.decode("ascii")
    made = evidence.make(text)
    assert evidence.parse(evidence.dump(made)) == made
    for number, paragraph in enumerate(evidence.paragraphs(text), 1):
        if evidence.count_words(paragraph) >= evidence.RUN:
            assert made.stands_in(paragraph, number), paragraph
        assert evidence.fold(paragraph) == paragraph
    archive.nearest(text[:2000], text[5:60])


def figures(data: bytes) -> None:
    """Numbers and dates are read out of any text, each where it stands; drafts of it are quotes that are found again."""
    text = text_of(data)
    fingerprint = evidence.make(text)
    for tag in LANGUAGES:
        lang = reading.language(tag)
        assert lang
        folded = evidence.fold(text)
        for figure in reading.figures(folded, lang):
            assert folded[figure.start : figure.end].strip(), figure
            assert len(figure.value) > MOST_DIGITS or values.read_count(figure.value), figure
        for mention in reading.mentions(folded, lang):
            reading.span(mention, None)
            reading.span(mention, dates.read("2020-02-29"))
        for made in drafts.drafts(text, fingerprint, lang, "2020-02-29", "", ()):
            for draft in made:
                assert not draft.quote or fingerprint.stands_in(draft.quote, draft.paragraph), draft


def article(data: bytes) -> None:
    """A saved article is read and planned, or an ArticleError says how to mend it; what is planned can be loaded."""
    with warnings.catch_warnings(), tempfile.TemporaryDirectory() as folder:
        warnings.simplefilter("error")
        saved = Path(folder) / ("a.html" if data[:1] == b"<" else "a.txt")
        saved.write_bytes(data)
        with suppress(ArticleError):
            planned(articles.read(saved, lambda *_: None), saved)


def planned(found: Article, saved: Path) -> None:
    """Assert that what is planned for an article is whole."""
    record = model.build("facts", mutants.base().documents(), {}, {})
    intake = ingest.plan(found, saved, ingest.Wishes(id="planned"), record, Path("archive"))
    for path, body in intake.files.items():
        if path.suffix == ".words":
            evidence.parse(body)
        if path.suffix == ".yml":
            assert load.parse(body.encode(), "source", "planned", "x").faults == ()


def tables(data: bytes) -> None:
    """Tables that are handed over become fact files or problems."""
    with tempfile.TemporaryDirectory() as folder:
        handed = Path(folder) / "claims.csv"
        handed.write_bytes(data)
        try:
            outcome = handover.take_in(handed, mutants.FOLDER)
        except sheets.SheetError:
            return
        assert outcome.problems or outcome.files or outcome.unchanged or data.count(b"\n") <= 1 or not data.strip()
        handover.show(outcome.problems)


def record(data: bytes) -> None:
    """A whole valid record, changed in ways that the bytes choose: problems that have a place, or every page and export."""
    mutant = mutants.mutant(data)
    documents = mutant.documents()
    read = model.build("facts", documents, mutant.fingerprints, {})
    found = check.check(read)
    told(found, documents)
    if not any(problem.level == "error" for problem in found):
        mutants.outputs(read)


ALL: dict[str, Target] = {
    target.__name__: target for target in (yaml, facts, date, count, words, figures, article, tables, record)
}


def seeds(name: str) -> Iterator[bytes]:
    """Yield inputs to begin with, and the findings of earlier campaigns."""
    of: dict[str, tuple[str, ...]] = {
        "yaml": ("base/**/*.yml", "rules/*/*.yml"),
        "facts": ("base/sources/*.yml", "rules/*/*.yml"),
        "words": ("base/sources/*.words", "texts/*"),
        "figures": ("texts/*", "golden-texts/*", "articles/*.txt"),
        "article": ("articles/*", "texts/*"),
    }
    for pattern in (*of.get(name, ()), f"fuzz-samples/{name}/*"):
        for path in sorted(TESTS.glob(pattern)):
            if path.is_file() and path.stat().st_size < 50_000:
                yield path.read_bytes()
    yield from (text.encode() for text in TEXTS.get(name, ("",)))


TEXTS = {
    "date": (
        "2020", "2020-11", "2020-11-09", "2020-11-09~", "2020-11?", "202X", "2020-1X", "2020-24", "2020-11/2020-12",
        "../2020", "2020/..", "-0044", "2020-02-30", "Y2020", "2020-11-09T10:00Z", "1985-W15",
    ),
    "count": (
        "53", "about 40", "at least 14", "at most 7", "more than 3", "fewer than 9", "between 10 and 20", "10 to 20",
        "3.5", "dozens", "none", "unknown", "not given", "several", "hundreds", "-5", "0.1 km", "1e9",
    ),
    "figures": ("On 2 May 2023 at least three hundred and forty birds, between 10 and 20 nests, two dozen; the 1990s.",),
    "article": (
        "<!doctype html><html lang=en><head><title>A bridge</title><meta property='og:site_name' content='Gazette'></head>"
        "<body><article><h1>A bridge</h1><p>The bridge had at least 14 cracks on 2 May 2020, said the council there.</p>"
        "<figure><img><figcaption>About 40 people on the bridge in May</figcaption></figure></article></body></html>",
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\n"
        "endobj\ntrailer\n<< /Size 3 /Root 1 0 R >>\nstartxref\n0\n%%EOF\n",
    ),
    "tables": (
        "id,source,question,by,value,quote,paragraph\nnew,notice,cracks,town-council,14,there were at least 14 cracks,1\n",
        "id;source;question;by;value\r\nnotice/x;notice;cracks;town-council;=1+1\r\n",
    ),
}  # fmt: skip
