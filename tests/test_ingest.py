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

from generator import articles, check, drafts, evidence, extract, ingest, load, model, reading
from generator.__main__ import main
from generator.extract import Article, ArticleError
from generator.ingest import Wishes
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
        shown = "".join(f"({re.sub(r'([()])', r'\\1', line)}) Tj T*\n" for line in lines)
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
    assert "write in the source file  authors: [courier-nature-desk]" in err


def test_a_publisher_and_an_author_of_the_record_are_found_by_name(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = (SAVED / "swallows.html").read_text().replace("Rivermouth Courier", "City Herald")
    Path("x.html").write_text(page.replace("Courier nature desk", "Festival office"))
    assert main(["add", "x.html", "--id", "x"]) == 0
    assert "not in the record" not in capsys.readouterr().err
    assert fields(base / "sources/x.yml")["publisher"] == "city-herald"
    assert "authors: [festival-office]\n" in (base / "sources/x.yml").read_text()


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
    assert "the language is not declared, so nothing was drafted: delete these three files and run" in capsys.readouterr().err
    assert "claims:" not in Path("facts/sources/a-count.yml").read_text()
    Path("b-count.txt").write_text(SENTENCE)
    assert main(["add", "b-count.txt", "--language", "hy"]) == 0
    assert "numbers in `hy` cannot be read yet" in capsys.readouterr().err


# Drafts -------------------------------------------------------------------------------------------------------------


def filled(text: str) -> str:
    """Return a source file with every draft filled in, so that only what a draft itself says can be wrong."""
    text = re.sub(r"kind:.*", "kind: news article", text)
    text = re.sub(r"question:  # what it answers: EVENT.*", "question: any-count.date", text)
    text = re.sub(r"question:  #.*", "question: any-count", text)
    text = re.sub(r"by:        #.*", "by: publisher", text)
    return re.sub(r"says:      #.*", "says: The document gave a number.", text)


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
    assert "by:        # who says so; `publisher` for the document's own voice" in out


def test_the_rest_of_the_record_is_still_checked(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["add", str(saved / "swallows.html"), "--id", "s", "--publisher", "city-herald"])
    herald = Path("facts/sources/herald-lantern-night.yml")
    herald.write_text(herald.read_text().replace("2000 lanterns", "2001 lanterns"))
    capsys.readouterr()
    main(["check"])
    assert capsys.readouterr().out.startswith(f"{herald}:45:12: error[not-in-source]")


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
    assert 'value:     # "6 June" cannot be told without the day of publication\n' in text
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
    [*"the of in and to over birds river Society — “ ” ’s wardens; (some) nests. no. A. , – 2 340 3,183 at least about".split(),
     "2 May 2023", "between 5 and 7", "sixty-two", "last year", "Monday", "1998", "dozens", "40%", "-5", "US$4.5", "3-year-old"]
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
