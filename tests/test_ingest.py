"""A saved article becomes a source file, a fingerprint and a text; or it is told why not, and nothing is written."""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
from pathlib import Path

import pypdf
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator import articles, check, drafts, evidence, extract, fmt, ingest, load, model, reading
from generator.__main__ import main
from generator.extract import Article, ArticleError
from generator.load import Mapping, Scalar
from generator.scaffold import scalar, source_text

HERE = Path(__file__).parent
SAVED = HERE / "articles"
SWALLOWS = "swallows-return-to-rivermouth-and-nobody-2023-05-04"
SENTENCE = "On 2 May 2023 the society counted at least 340 birds over the river, and nobody saw them leave again."
ENGLISH = reading.language("en")
assert ENGLISH


def silent(what: str, done: int, total: int) -> None:
    del what, done, total


def write_pdf(pages: list[list[str]], about: str = "") -> bytes:
    """Return a PDF with one line of text below the other on each page, written by hand."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, lines in enumerate(pages):
        shown = "".join("(" + re.sub(r"([()])", r"\\\1", line) + ") Tj T*\n" for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 50 780 Td\n{shown}ET" if lines else ""
        resources = "/Resources << /Font << /F1 3 0 R >> >> /MediaBox [0 0 595 842]"
        objects.append(f"<< /Type /Page /Parent 2 0 R {resources} /Contents {5 + 2 * number} 0 R >>")
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects.append(f"<< {about} >>")
    body, places = "%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R /Info {size - 1} 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")


REPORT = [
    [
        "Swallows of Rivermouth, a report",
        "The Harbour Bird Society counted the swallows over the river again this spring,",
        "and on 2 May 2023 there were at least 340 of them, which is more than its volun-",
        "teers remember.",
        "The wardens of the council found between 180 and 220 swallows in the same hours of",
        "1",
    ],
    ["the morning (and about forty nests).", "2"],
]  # fmt: skip
ABOUT = "/Title (Swallows of Rivermouth) /Author (Harbour Bird Society) /CreationDate (D:20230510120000Z)"


def tree(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def fields(path: Path) -> dict[str, str]:
    document = load.load_file(path, "source", str(path))
    assert not document.faults
    assert isinstance(document.root, Mapping)
    return {key: node.text for key, (_, node) in document.root.entries.items() if isinstance(node, Scalar)}


def claims(path: Path) -> list[dict[str, str]]:
    document = load.load_file(path, "source", str(path))
    node = document.node(("claims",))
    assert isinstance(node, load.Sequence)
    return [{key: one.text for key, (_, one) in item.entries.items()} for item in node.items]  # type: ignore[union-attr]


@pytest.fixture
def saved(base: Path) -> Path:
    """Return a folder with the saved articles, beside a copy of the small valid record."""
    shutil.copytree(SAVED, base.parent / "saved")
    return Path("saved")


# HTML ---------------------------------------------------------------------------------------------------------------


def test_html_becomes_a_source_file_a_fingerprint_and_a_text(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", str(saved / "swallows.html")]) == 0
    source, text = Path(f"facts/sources/{SWALLOWS}.yml"), Path(f"archive/{SWALLOWS}.txt")
    out, err = capsys.readouterr()
    assert out == ""
    assert f"wrote {source}: 18 drafted claims" in err
    assert fields(source) == {
        "title": "Swallows return to Rivermouth – and nobody agrees how many", "publisher": "rivermouth-courier", "kind": "",
        "language": "en", "published": "2023-05-04", "url": "https://courier.example/2023/swallows",
    }  # fmt: skip
    lines = text.read_text().splitlines()
    assert lines[0] == "Swallows return to Rivermouth – and nobody agrees how many"
    assert lines[1] == "Nests under the old bridge, where more than 60 pairs bred last year."
    assert lines[7] == "The society has counted every year since 1998."
    assert len(lines) == 10
    fingerprint = evidence.parse(source.with_suffix(".words").read_text())
    assert fingerprint == evidence.make(text.read_text())


def test_an_unknown_publisher_and_author_are_told_with_a_file_to_copy(
    saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["add", str(saved / "swallows.html")])
    err = capsys.readouterr().err
    assert "add facts/actors/rivermouth-courier.yml, for example\n\n  name: Rivermouth Courier\n  kind: publisher\n" in err
    assert "add facts/actors/courier-nature-desk.yml, for example\n\n  name: Courier nature desk\n" in err
    assert "write in the source file\n\n  authors:\n    - courier-nature-desk" in err


def test_a_publisher_and_an_author_of_the_record_are_found_by_name(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = (SAVED / "swallows.html").read_text().replace("Rivermouth Courier", "City Herald")
    Path("x.html").write_text(page.replace("Courier nature desk", "Festival office"))
    assert main(["add", "x.html", "--id", "x"]) == 0
    assert "not in the record" not in capsys.readouterr().err
    assert fields(base / "sources/x.yml")["publisher"] == "city-herald"
    assert "authors:\n  - festival-office\n" in (base / "sources/x.yml").read_text()
    assert not fmt.format_file(base / "sources/x.yml").changed


def test_what_the_contributor_says_outranks_what_the_page_declares(saved: Path) -> None:
    said = ["--id", "mine", "--url", "https://other.example/a?b=1#c", "--published", "2023-05", "--publisher", "city-herald"]
    assert main(["add", str(saved / "swallows.html"), *said, "--language", "en-GB"]) == 0
    found = fields(Path("facts/sources/mine.yml"))
    assert (found["url"], found["published"], found["publisher"], found["language"]) == (
        "https://other.example/a?b=1#c", "2023-05", "city-herald", "en-GB",
    )  # fmt: skip


def test_folders_are_those_that_are_named(saved: Path) -> None:
    shutil.move("facts", "record")
    assert main(["add", str(saved / "swallows.html"), "--id", "a", "--facts", "record", "--archive", "texts"]) == 0
    assert Path("texts/a.txt").is_file()
    assert not Path("archive").exists()
    assert main(["add", str(saved / "swallows.html"), "--facts", "nowhere"]) == 2


def test_what_is_not_declared_is_left_with_a_comment_and_never_guessed(saved: Path) -> None:
    Path("bare-count.html").write_text(f"<html><body><p>{SENTENCE}</p><p>Copyright 2021, Rivermouth.</p></body></html>")
    assert main(["add", "bare-count.html"]) == 0
    text = Path("facts/sources/bare-count.yml").read_text()
    assert fields(Path("facts/sources/bare-count.yml")) == {"title": "", "publisher": "", "kind": "", "language": ""}
    for line in (
        "title:  # not declared: the document's own title",
        "publisher:  # not declared: the id of an actor, whoever published this copy",
        "language:  # not declared: a tag such as en, hy, az or ru",
        "# published:  not declared: the day of publication; leave it out if it is not known",
        "# url:  not declared: the public address",
    ):
        assert f"{line}\n" in text
    del saved


@pytest.mark.usefixtures("base")
def test_without_a_language_nothing_is_drafted_and_the_remedy_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a-count.txt").write_text(SENTENCE)
    assert main(["add", "a-count.txt"]) == 0
    assert (
        "the language is not declared, so nothing was drafted: delete these three files and run" in capsys.readouterr().err
    )
    assert "claims:" not in Path("facts/sources/a-count.yml").read_text()
    Path("b-count.txt").write_text(SENTENCE)
    assert main(["add", "b-count.txt", "--language", "ka"]) == 0
    assert "numbers in `ka` cannot be read yet" in capsys.readouterr().err


# Drafts -------------------------------------------------------------------------------------------------------------


def filled(text: str) -> str:
    """Return a source file with every draft filled in, so that only what a draft itself says can be wrong."""
    text = re.sub(r"kind:.*", "kind: news article", text)
    text = re.sub(r"question:  # what it answers: EVENT.*", "question: any-count.date", text)
    text = re.sub(r"question:  #.*", "question: any-count", text)
    text = re.sub(r"by:  #.*", "by: publisher", text)
    return re.sub(r"says:  #.*", "says: The document gave a number.", text)


def add_questions(facts: Path) -> None:
    (facts / "questions/any-count.yml").write_text("title: How many?\ntopic: Any\ntype: count\nunit: birds\n")
    (facts / "events/any-count.yml").write_text("title: A count\n")


def test_filled_drafts_are_clean_and_covered(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", str(saved / "swallows.html"), "--id", "s", "--publisher", "city-herald"]) == 0
    path = Path("facts/sources/s.yml")
    add_questions(path.parent.parent)
    path.write_text(filled(path.read_text()))
    capsys.readouterr()
    assert main(["check", "--strict"]) == 0, capsys.readouterr().out
    assert main(["coverage", "s"]) == 1
    left = [line for line in capsys.readouterr().out.splitlines() if line.startswith("s:") and "[" in line]
    assert len(left) == 1
    assert "more than in any spring that we remember" in left[0]  # a quoted statement is no figure


def test_check_points_at_each_line_that_is_still_to_be_written(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["add", str(saved / "swallows.html"), "--id", "s", "--publisher", "city-herald"])
    capsys.readouterr()
    assert main(["check"]) == 1
    out = capsys.readouterr().out
    told = re.findall(r"^facts/sources/s.yml:(\d+):\d+: error\[([a-z-]+)\]: `(\w+)` is empty", out, re.M)
    assert len(told) == out.count("error[") == 18 * 3 + 1
    lines = Path("facts/sources/s.yml").read_text().splitlines()
    assert all(rule == "empty-field" and lines[int(line) - 1].strip().startswith(f"{name}:  ") for line, rule, name in told)
    assert "by:  # who says so; `publisher` for the document's own voice" in out


def test_the_rest_of_the_record_is_still_checked(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["add", str(saved / "swallows.html"), "--id", "s", "--publisher", "city-herald"])
    herald = Path("facts/sources/herald-lantern-night.yml")
    herald.write_text(herald.read_text().replace("2000 lanterns", "2001 lanterns"))
    capsys.readouterr()
    main(["check"])
    assert f"{herald}:45:12: error[not-in-source]" in capsys.readouterr().out


def made(text: str, published: str = "2023-05-04", headline: str = "") -> list[drafts.Draft]:
    assert ENGLISH
    found = drafts.drafts(text, evidence.make(text), ENGLISH, published, headline, ())
    return [draft for of_paragraph in found for draft in of_paragraph]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The society counted 340 birds over the river in the morning.", ["340"]),
        ("It was at least 340 birds, or about sixty-two flocks, that came.", ["at least 340", "about 62"]),
        ("The wardens saw between 180 and 220 birds that day, and dozens of nests.", ["180 to 220", "dozens"]),
        ("The society counted 1,340,000 insects on the river at noon.", ["1340000"]),
        ("The count of 2 May 2023 was done in the rain by the river.", ["2023-05-02"]),
        ("The count of May 2023 was done in the rain by the river.", ["2023-05"]),
        ("The count has been held every year since 1998 on the river.", ["1998"]),
        ("There were about 1900 birds over the river in the morning.", ["about 1900"]),
        ("On Wednesday the wardens walked along the banks of the river.", ["2023-05-03"]),
        ("In late April the wardens walked along the banks of the river.", ["2023-04-21/2023-04-30"]),
        ("Nothing at all was counted on the banks of the river.", []),
    ],
)
def test_each_figure_and_each_date_has_a_draft(text: str, values: list[str]) -> None:
    found = made(text)
    assert [draft.value for draft in found] == values
    for draft in found:
        assert draft.quote
        assert text.rstrip(".") != draft.quote


def test_a_date_that_cannot_be_told_is_left_empty_and_one_that_is_inferred_says_so() -> None:
    (unknown,) = made("On 6 June the wardens walked along the banks of the river.", published="")
    assert (unknown.value, unknown.inferred) == ("", True)
    (told,) = made("On 6 April the wardens walked along the banks of the river.")
    assert (told.value, told.inferred) == ("2023-04-06", True)
    text = source_text(Article("", language="en"), Path("x.txt"), "", [], [unknown, told])
    assert 'value:  # "6 June" cannot be told without the day of publication\n' in text
    assert 'value: 2023-04-06  # "6 April", told by the day of publication, as a day before it: compare\n' in text


def test_a_paragraph_too_short_for_a_quote_has_no_draft_but_a_line_that_says_so() -> None:
    (short,) = made("Only 41 swallows\nThe wardens walked along the banks of the river.")
    assert short.quote == ""
    text = source_text(Article("", language="en"), Path("x.txt"), "", [], [short])
    assert '# paragraph 1, "Only 41": no draft, its paragraph is too short for a quote\n' in text


def test_a_short_sentence_is_quoted_with_words_of_its_neighbour() -> None:
    (draft,) = made("There were 41 swallows. The wardens walked along the banks of the river.")
    assert draft.quote.startswith("There were 41 swallows. The wardens")


def test_quotes_keep_the_dashes_and_marks_of_the_document() -> None:
    (draft,) = made("The society – it’s called “Harbour” – counted 340 birds—or so it said—that morning.")
    assert draft.quote in "The society – it’s called “Harbour” – counted 340 birds—or so it said—that morning."
    assert "–" in draft.quote or "—" in draft.quote or "”" in draft.quote


def test_the_headline_and_captions_are_marked() -> None:
    text = f"At least 340 birds came back to Rivermouth\n{SENTENCE}"
    assert [draft.part for draft in made(text, headline=text.splitlines()[0])] == ["headline", "", ""]


def test_ids_are_unique_and_ids() -> None:
    found = made("The 12 birds, 12 nests, 12 boats, 12 gulls and 12 more of the 12 were seen at 12.\n" * 3)
    idents = [draft.id for draft in found]
    assert len(set(idents)) == len(idents) == 21
    assert idents[:2] == ["p1-12", "p1-12-2"]


WORDS = st.sampled_from(
    [*re.split(" ", "the of in and to over birds river Society — “ ” ’s wardens; (some) nests. no. A. , – 2 340 at least"),
     "3,183", "about", "2 May 2023", "between 5 and 7", "sixty-two", "last year", "Monday", "1998", "dozens", "40%", "-5",
     "US$4.5", "3-year-old"]
)  # fmt: skip


@given(st.lists(st.lists(WORDS, min_size=1, max_size=25).map(" ".join), min_size=1, max_size=3).map("\n".join))
@example("no. 2 no. 2 no. 2")
@settings(deadline=None, max_examples=60)
def test_every_quote_stands_in_its_paragraph_and_shows_its_value(text: str) -> None:
    fingerprint = evidence.make(text)
    for draft in made(text):
        if not draft.quote:
            continue
        assert fingerprint.stands_in(draft.quote, draft.paragraph)
        assert 4 <= evidence.count_words(draft.quote) <= 20
        assert evidence.fold(draft.words).rstrip(".,;:") in evidence.fold(draft.quote)


def test_more_figures_than_anybody_fills_in_are_left_to_coverage(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("many.txt").write_text("\n".join(f"On that day the wardens saw {n} birds over the river." for n in range(3, 253)))
    assert main(["add", "many.txt", "--language", "en"]) == 0
    assert "note: 50 more figures are not drafted: python -m generator coverage many" in capsys.readouterr().err
    assert len(claims(base / "sources/many.yml")) == 200


# PDF and plain text -------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("base")
def test_a_pdf_is_put_together_into_paragraphs(capsys: pytest.CaptureFixture[str]) -> None:
    Path("report.pdf").write_bytes(write_pdf(REPORT, ABOUT))
    assert main(["add", "report.pdf"]) == 0
    assert Path("archive/swallows-of-rivermouth.txt").read_text().splitlines() == [
        "Swallows of Rivermouth, a report",
        "The Harbour Bird Society counted the swallows over the river again this spring, and on 2 May 2023 there were"
        " at least 340 of them, which is more than its volunteers remember.",
        "The wardens of the council found between 180 and 220 swallows in the same hours of the morning"
        " (and about forty nests).",
    ]
    found = fields(Path("facts/sources/swallows-of-rivermouth.yml"))
    assert (found["title"], found["language"]) == ("Swallows of Rivermouth", "en-GB")
    assert "published" not in found
    err = capsys.readouterr().err
    assert "note: its paragraphs were put together from the lines of a PDF: compare them" in err
    assert "note: the PDF was made on 2023-05-10, which need not be the day of publication" in err


@pytest.mark.usefixtures("base")
def test_plain_text_is_taken_as_it_is(saved: Path) -> None:
    assert main(["add", str(saved / "ferry.txt"), "--published", "2023-05-20", "--language", "en"]) == 0
    text = (SAVED / "ferry.txt").read_text()
    assert Path("archive/ferry-2023-05-20.txt").read_text() == re.sub(r"\n+", "\n", text)
    values = [claim["value"] for claim in claims(Path("facts/sources/ferry-2023-05-20.yml"))]
    assert values == ["2023-05-19", "about 12000", "2023-05-01", "2023-05-20", "9870", "2", "164"]


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        (["one two three four five six", "seven eight nine ten eleven", "twelve."], ["one two three four five six seven"
          " eight nine ten eleven twelve."]),
        (["A sentence that is long and ends.", "It ended.", "Another one that is as long as it."],
         ["A sentence that is long and ends. It ended.", "Another one that is as long as it."]),
        (["a heading", "", "a text"], ["a heading", "a text"]),
        (["a word is bro-", "ken, and 1990-", "2000 is not"], ["a word is broken, and 1990- 2000 is not"]),
        ([], []),
    ],
)  # fmt: skip
def test_lines_become_paragraphs(lines: list[str], paragraphs: list[str]) -> None:
    assert extract.joined(lines) == paragraphs


def encrypted() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(write_pdf(REPORT)))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


# What cannot be read ------------------------------------------------------------------------------------------------

PAGE = f"<!doctype html><html><head>%s</head><body><p>{SENTENCE}</p></body></html>"
SCRIPT = (
    '<script src="app.js"></script><script>var text = "On 2 May 2023 the society counted 340 birds, they said";</script>'
)
REFUSED: dict[str, tuple[bytes, str]] = {
    "empty.html": (b"", "empty.html is empty"),
    "spaces.txt": (b" \n\t\n", "spaces.txt is empty"),
    "garbage.txt": (bytes(range(256)) * 20, "this is no text"),
    "nul.html": (b"<html>\0\0\0</html>", "this is no text"),
    "x.docx": (b"PK\x03\x04rest", "this is a ZIP file, perhaps a word processor's"),
    "x.doc": (b"\xd0\xcf\x11\xe0rest", "this is an old word processor's file"),
    "x.png": (b"\x89PNG\r\n", "this is a picture"),
    "x.mhtml": (b"From: <Saved by a browser>\nMIME-Version: 1.0\n", "this is a web archive (MHTML)"),
    "script.html": ((PAGE % SCRIPT).replace(SENTENCE, "").encode(), "the page is all script"),
    "noscript.html": (
        (PAGE % SCRIPT).replace(SENTENCE, "<noscript>Please enable scripts in your browser to read on.</noscript>").encode(),
        "the page is all script",
    ),
    "nothing.html": (b"<html><body></body></html>", "no article was found in this HTML"),
    "deep.html": (b"<html><body>" + b"<div>" * 50_000 + SENTENCE.encode(), "no article was found in this HTML"),
    "few.txt": (b"Three words only\n", "it holds no paragraph of four words or more"),
    "line.txt": (b"340 birds " * 5_000, "line 1 of its text has 49,999 characters, which is no paragraph"),
    "wrong.html": ((PAGE % "<meta charset='utf-8'>é").encode("latin-1"), "encoding is `utf-8`, and byte"),
    "klingon.html": ((PAGE % "<meta charset='x-klingon'>").encode(), "encoding is `x-klingon`, which is not known"),
    "hex.html": ((PAGE % "<meta charset='hex'>").encode(), "encoding is `hex`, which is not known"),
    "idna.html": ((PAGE % "<meta charset='idna'>").encode(), "encoding is `idna`, which is not known"),
    "half.txt": (("\ufeff" + SENTENCE).encode("utf-16-le")[:-1], "encoding is `utf-16`, and byte"),
    "broken.pdf": (b"%PDF-1.4 and then nothing of the kind", "the PDF cannot be read"),
    "cut.pdf": (write_pdf(REPORT)[:300], "the PDF cannot be read"),
    "pictures.pdf": (write_pdf([[], []]), "the PDF has no text: its pages are pictures"),
    "locked.pdf": (encrypted(), "the PDF is encrypted"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_told_with_a_remedy_and_nothing_is_written(
    base: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    data, told = REFUSED[name]
    Path(name).write_bytes(data)
    before = tree(base.parent)
    assert main(["add", name, "--id", "x", "--language", "en"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("side-by-side: ")
    assert told in err
    assert "\nmend: " in err
    assert tree(base.parent) == before
    assert not Path("archive").exists()


@pytest.mark.usefixtures("base")
def test_what_is_no_file_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo("pipe")
    for name, told in {
        "facts": "facts is a folder\nmend: name the file", "nowhere.html": "there is no file nowhere.html\nmend: save",
        "pipe": "pipe is no ordinary file", "a\0b": "embedded null",
    }.items():  # fmt: skip
        assert main(["add", name]) == 2
        assert told in capsys.readouterr().err


def test_too_large_is_told_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.txt"
    with path.open("wb") as out:
        out.truncate(articles.MOST_BYTES + 1)
    with pytest.raises(ArticleError, match=r"x\.txt is too large: 33,554,433 bytes, at most 33,554,432\nmend: copy"):
        articles.read(path, silent)
    path.write_text(SENTENCE)
    monkeypatch.setattr(articles, "MOST_TEXT", 50)
    with pytest.raises(ArticleError, match=r"x\.txt is too large for an article"):
        articles.read(path, silent)
    path.write_bytes(write_pdf(REPORT))
    with pytest.raises(ArticleError, match="its text is too large"):
        articles.read(path, silent)
    monkeypatch.setattr(extract, "MOST_PAGES", 1)
    with pytest.raises(ArticleError, match="the PDF has 2 pages, at most 1\nmend: take in its parts"):
        articles.read(path, silent)


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize(("name", "package"), [("x.html", "trafilatura"), ("x.pdf", "pypdf")])
def test_a_missing_library_is_told_with_the_command(
    name: str, package: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(name).write_bytes(write_pdf(REPORT) if name.endswith("pdf") else (PAGE % "").encode())
    monkeypatch.setitem(sys.modules, package, None)
    assert main(["add", name]) == 2
    err = capsys.readouterr().err
    assert f"needs the package {package}, which is not installed\nmend: make add FILE=..." in err
    assert "-r requirements/ingest.txt" in err


def test_plain_text_needs_no_library(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for package in ("trafilatura", "pypdf", "charset_normalizer"):
        monkeypatch.setitem(sys.modules, package, None)
    Path("x.txt").write_text(SENTENCE)
    assert main(["add", "x.txt", "--id", "x"]) == 0
    assert (base / "sources/x.yml").is_file()


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        (["--id", "No Id"], "`No Id` is no id\nmend: write small letters, digits and hyphens: --id no-id"),
        (["--id", "index"], "`index` is no id"),
        (["--id", "../x"], "`../x` is no id"),
        (["--id", "x" * 65], "is no id"),
        (["--url", "javascript:alert(1)"], "`javascript:alert(1)` is no web address"),
        (["--publisher", "City Herald"], "`City Herald` is no actor's id\nmend: write its id: --publisher city-herald"),
        (["--language", "english"], "`english` is no language tag"),
        (["--published", "yesterday"], "`yesterday` is no date"),
        (["--published", "2023-02-29"], "`2023-02-29` is no date"),
    ],
)
def test_wishes_that_check_would_refuse_are_refused(
    base: Path, wish: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("x.txt").write_text(SENTENCE)
    before = tree(base.parent)
    assert main(["add", "x.txt", *wish]) == 2
    assert told in capsys.readouterr().err
    assert tree(base.parent) == before


# Encodings ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (("\ufeff" + SENTENCE).encode(), "On 2 May"),
        (SENTENCE.encode("utf-16"), "On 2 May"),
        ((PAGE % "<meta charset=windows-1251>").replace("birds", "птиц").encode("cp1251"), "340 птиц over"),
        (
            (PAGE % '<meta http-equiv="x" content="text/html; charset=ISO-8859-1">').replace(",", "”").encode("cp1252"),
            "river” and",
        ),
        ((PAGE % "").replace("birds", "թռչուն").encode(), "340 թռչուն over"),
        (('<?xml version="1.0" encoding="utf-8"?>' + PAGE % "").encode(), "On 2 May"),
    ],
)
def test_an_encoding_is_read_as_declared(tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "x.txt").write_bytes(data)
    found = articles.read(tmp_path / "x.txt", silent)
    assert words in found.text
    assert found.notes == ()


def test_an_encoding_that_is_not_declared_is_a_guess_and_told(tmp_path: Path) -> None:
    text = "Общество птиц насчитало над рекой не менее 340 ласточек, и никто не видел, как они улетели.\n" * 5
    (tmp_path / "x.txt").write_bytes(text.encode("cp1251"))
    found = articles.read(tmp_path / "x.txt", silent)
    assert "не менее 340 ласточек" in found.text
    assert found.notes == (
        "no encoding is declared, and it was read as cp1251, which is a guess: compare the letters with the page",
    )


def test_invisible_characters_are_removed_and_lost_ones_told(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text((PAGE % "").replace("birds", "bi&shy;rds \u202eover\u2066 &#xd800;"))
    found = articles.read(tmp_path / "x.html", silent)
    assert "340 birds over \ufffd over" in found.text
    assert found.notes == (
        "3 invisible characters were removed",
        "letters that were lost in saving stand as \ufffd in it, 1 of them: compare them with the document",
    )


# Ids, and what is there already -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "published", "file", "ident"),
    [
        ("Thousands of lanterns", "2023-06-18", "x.html", "thousands-of-lanterns-2023-06-18"),
        ("Thousands of lanterns", "", "x.html", "thousands-of-lanterns"),
        ("Lanterns 2023-06-18", "2023-06-18", "x.html", "lanterns-2023-06-18"),
        ("Lanterns", "2023-06~", "x.html", "lanterns"),
        ("", "2023", "My Notes (2).txt", "my-notes-2-2023"),
        ("Հայերեն վերնագիր", "2023", "article.html", "article-2023"),
        ("word " * 50, "", "x.html", "word-word-word-word-word-word-word-word"),
        ("w" * 300, "", "x.html", "w" * 40),
        ("Index", "", "x.html", "index-1"),
        ("Ünal’s çöp", "", "x.html", "unals-cop"),
    ],
)
def test_an_id_is_made_of_title_and_date(title: str, published: str, file: str, ident: str) -> None:
    assert ingest.made_id(Article("", title, published=published), Path(file)) == ident


def test_where_no_id_can_be_made_one_is_asked_for() -> None:
    with pytest.raises(ArticleError, match="no id can be made from the title in Latin letters\nmend: name one: --id"):
        ingest.made_id(Article("", "Վերնագիր"), Path("էջ.html"))


@pytest.mark.parametrize("taken", ["facts/sources/x.yml", "facts/sources/x.words", "archive/x.txt"])
def test_nothing_is_overwritten(base: Path, taken: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("x.txt").write_text(SENTENCE)
    Path(taken).parent.mkdir(exist_ok=True)
    Path(taken).symlink_to("nowhere")
    assert main(["add", "x.txt", "--id", "x"]) == 2
    assert (
        f"{taken} is there already, and nothing is overwritten\nmend: choose another id: --id x-2; or"
        in capsys.readouterr().err
    )
    assert [path.name for path in (*base.rglob("x.*"), *Path("archive").glob("*"))] == [Path(taken).name]


@pytest.mark.usefixtures("base")
def test_an_old_id_is_not_used_again(capsys: pytest.CaptureFixture[str]) -> None:
    herald = Path("facts/sources/herald-lantern-night.yml")
    herald.write_text(herald.read_text() + "was: [old-id]\n")
    Path("x.txt").write_text(SENTENCE)
    assert main(["add", "x.txt", "--id", "old-id"]) == 2
    assert "`old-id` was the id of `herald-lantern-night`, and ids are never reused" in capsys.readouterr().err


@pytest.mark.parametrize("failing", range(3))
def test_all_files_are_written_or_none(
    base: Path, failing: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("x.txt").write_text(SENTENCE)
    before, opened, real = tree(base.parent), 0, Path.open

    def full(self: Path, mode: str = "r") -> object:
        nonlocal opened
        opened += 1
        if opened <= failing:
            return real(self, mode)
        real(self, mode).close()
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", full)
        with pytest.raises(ArticleError, match="No space left on device; nothing was written"):
            ingest.write({base / f"sources/x{n}.yml": "text" for n in range(3)})
    assert {name for name in tree(base.parent) if name not in before} <= {f"facts/sources/x{failing}.yml"}
    del capsys


# YAML ---------------------------------------------------------------------------------------------------------------

HOSTILE = st.text(
    st.characters(codec="utf-8") | st.sampled_from("'\"\\:#-?,[]{}&*!|>%@`~ \t\n\u202e\u200f\ufeff\x00\x85\u2028é🪶ա"),
    max_size=60,
)


@given(HOSTILE)
@example("a: b")
@example("a #b")
@example("- a")
@example("no")
@example("2023-05-04")
@example("0x1F")
@example("~")
@example("12:30")
@example('"quoted" \\ back')
@example("'single'")
@example("line\nline")
@example("\u202eright\u202c to left\u200f")
@example("🪶 birds: 340")
@example("=======")
@example("<<<<<<< HEAD")
@example("&a *b !c %d @e `f")
@example("https://a.example/b: c #d")
@settings(deadline=None)
def test_every_text_comes_back_from_yaml_as_it_was(text: str) -> None:
    cleaned = extract.clean(text)
    body = f"title: {scalar(cleaned)}\nclaims:\n  - quote: {scalar(cleaned)}  # a comment\n"
    document = load.parse(body.encode(), "source", "x", "x.yml")
    assert document.faults == ()
    for path in (("title",), ("claims", 0, "quote")):
        node = document.node(path)
        assert isinstance(node, Scalar)
        assert node.text == cleaned


@given(HOSTILE, HOSTILE, HOSTILE)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_whole_source_file_of_hostile_texts_is_yaml_and_keeps_them(title: str, author: str, file: str) -> None:
    title, author = extract.clean(title), extract.clean(author)
    article = Article("x", title, (author,) if author else (), url="https://a.example/ք?a=b&c#d: e", language="en")
    draft = drafts.Draft("p1-2", 1, "2 \" #'", "2", f"{title} 2", False)
    body = source_text(article, Path(file.replace("\0", "")), "city-herald", [], [draft])
    document = load.parse(body.encode(), "source", "x", "x.yml")
    assert document.faults == ()
    for path, text in {("title",): title, ("url",): article.url, ("claims", 0, "quote"): draft.quote}.items():
        node = document.node(path)
        assert isinstance(node, Scalar)
        assert node.text == text


def test_a_hostile_title_passes_check(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = (PAGE % "<title>no: \u202e&quot;340&quot; # birds\n 🪶 \\ '</title>").replace("<html>", "<html lang=en>")
    Path("x.html").write_text(page)
    assert main(["add", "x.html", "--id", "x", "--publisher", "city-herald"]) == 0
    assert fields(base / "sources/x.yml")["title"] == 'no: "340" # birds 🪶 \\ \''
    assert "note: 1 invisible character was removed" in capsys.readouterr().err
    told = {problem.rule for problem in check.check(model.read(base))}
    assert told == {"empty-field"}


# Progress -----------------------------------------------------------------------------------------------------------


def test_progress_is_for_long_files_on_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ingest.show_progress("reading page", 1, 500)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    ingest.show_progress("reading page", 1, 3)
    ingest.show_progress("reading page", 1, 500)
    ingest.show_progress("reading page", 500, 500)
    assert capsys.readouterr().err == "\rside-by-side: reading page 1 of 500\rside-by-side: reading page 500 of 500\n"


def test_progress_is_told_of_each_page(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    (tmp_path / "x.pdf").write_bytes(write_pdf(REPORT))
    articles.read(tmp_path / "x.pdf", lambda *step: told.append(step))
    assert told == [("reading page", 1, 2), ("reading page", 2, 2)]
