"""Tables that are handed over become fact files: without loss, all or none, every problem at its row and column."""

from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from payload import PAYLOADS, write_record
from sites import GOLDEN_FACTS, HOME, tree
from worlds import COUNT, DATE, PLACE, POPULATIONS, STOCK, choice, claim, counts, spans, world

from generator import compare, contract, export, fact_files, fmt, gathering, handover, load, model, sheets
from generator.__main__ import main

Run = Callable[..., tuple[int, str]]


def tables_of(facts: model.Facts) -> dict[str, str]:
    """Return the tables of a record as CSV, by the names of their files."""
    return {name: body for name, body in export.files(facts, compare.compare(facts)).items() if name.endswith(".csv")}


def exported(folder: Path) -> dict[str, bytes]:
    facts = model.facts(model.read(folder))
    return export.published(facts, compare.compare(facts))


def put(folder: Path, files: dict[str, str] | dict[str, bytes]) -> Path:
    for name, body in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(body.encode() if isinstance(body, str) else body)
    return folder


@pytest.fixture
def handed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that imports files into a copy of the small record, and gives status and what was told."""
    shutil.copytree(GOLDEN_FACTS, tmp_path / "facts")
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, **files: str | bytes) -> tuple[int, str]:
        put(tmp_path / "in", {f"{name}.csv": body for name, body in files.items()})  # type: ignore[arg-type]
        status = main(["import", *(arguments or ["in/claims.csv"])])
        return status, capsys.readouterr().err

    return run


CLAIMS = "id,question,by,source,value,as_of,of,paragraph,quote,says"
ROW = (
    "cracks,cracks,walkers,second-letter,about 15,2024-06-01,all,3,we saw about 15 cracks,"
    "The walkers wrote of about 15 cracks."
)
SOURCES = "id,title,publisher,kind,language,published\nsecond-letter,A second letter,walkers,letter,en,2024-06-02\n"


def sheet(*rows: str) -> str:
    return "\n".join([CLAIMS, *rows]) + "\n"


# Round trips


@pytest.mark.parametrize("name", ["golden", "real", "payload"])
@pytest.mark.parametrize("shape", ["folder", "zip", "zip in a folder", "tables only"])
def test_what_export_writes_import_reads_without_loss(name: str, shape: str, tmp_path: Path) -> None:
    folder = {"golden": GOLDEN_FACTS, "real": HOME / "facts"}.get(name) or tmp_path / "payload"
    if name == "payload":
        write_record(GOLDEN_FACTS, folder, PAYLOADS)
    before = exported(folder)
    given_ = put(tmp_path / "data", {path: body for path, body in before.items() if path.endswith((".csv", ".json"))})
    if shape == "tables only":
        (given_ / "datapackage.json").unlink()
    elif shape.startswith("zip"):
        with zipfile.ZipFile(tmp_path / "package.zip", "w") as made:
            for path, body in tree(given_).items():
                made.writestr(f"data/{path}" if "folder" in shape else path, body)
        given_ = tmp_path / "package.zip"
    outcome = handover.take_in(given_, tmp_path / "new")
    assert not outcome.failed, handover.show(outcome.problems)
    handover.write(outcome.files)
    assert exported(tmp_path / "new") == before
    if name != "payload":  # it has texts of several lines, which the formatter writes line below line
        assert [path for path in fmt.files(tmp_path / "new") if fmt.format_file(path).changed] == []


def carried(folder: Path) -> set[str]:
    """Return the fact files that the data carry: all but the log of corrections and the names in other languages."""
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*.yml")}
    return {name for name in names if name != "corrections.yml" and not name.startswith("translations/")}


@pytest.mark.parametrize("folder", [GOLDEN_FACTS, HOME / "facts"], ids=["golden", "real"])
def test_a_record_that_is_handed_its_own_data_stays_as_it_is(folder: Path, tmp_path: Path) -> None:
    """Comments, order and everything that may be left out: what says the same is not written anew."""
    shutil.copytree(folder, tmp_path / "facts")
    facts = model.facts(model.read(folder))
    outcome = handover.take_in(put(tmp_path / "data", tables_of(facts)), tmp_path / "facts", overwrite=True)
    assert (outcome.files, outcome.failed) == ({}, False)
    assert outcome.unchanged == len(carried(folder))


signs = st.sampled_from("ab éÅ“”'\"=+-@#;:,|\\{}[]*&!%<>?~`\n\u200d\U0001f600")
texts = st.text(signs | st.characters(categories=["L", "N"]), min_size=1).filter(str.strip)


@st.composite
def records(draw: st.DrawFn) -> model.Facts:
    """A small world with claims of every type, texts of every kind, lists, further quotes and sums."""
    questions: dict[str, Any] = {
        "n": STOCK | POPULATIONS, "d": DATE, "p": PLACE, "c": choice("yes", "no", "maybe", excludes={"yes": ["no"]}),
        "m": COUNT | {"decimals": True, "about": draw(texts)}, "o": {"type": "position", "title": draw(texts)},
    }  # fmt: skip
    values: dict[str, st.SearchStrategy[str | None]] = {
        "n": counts().map(lambda made: made[0]), "d": spans().map(lambda made: made[0]), "p": st.sampled_from(["x", "y"]),
        "c": st.sampled_from(["yes", "no", "maybe"]), "m": st.sampled_from(["12.5", "about 3"]), "o": st.none(),
    }  # fmt: skip
    actors = st.sampled_from(["a1", "b1", "publisher"])
    claims = []
    for _ in range(draw(st.integers(1, 6))):
        question = draw(st.sampled_from(sorted(questions)))
        more: dict[str, Any] = {
            "question": question, "by": draw(actors), "source": draw(st.sampled_from(["s1", "s2"])),
            "via": draw(st.lists(st.sampled_from(["r1", "r2"]), unique=True)),
            "said": draw(st.sampled_from([None, "2020-06-15", "2020-05~", "2020-05-01/2020-05-03"])),
            "as_of": draw(st.sampled_from([None, "2020-06-15", "2020-04"])),
            "of": draw(st.sampled_from(["all", "men"])) if question == "n" else None,
            "where": draw(st.sampled_from([None, "x", "y"])), "part": draw(st.sampled_from([None, "headline", "caption"])),
            "paragraph": draw(st.integers(1, 9)), "quote": draw(texts), "says": draw(texts), "note": draw(st.none() | texts),
            "exception": draw(st.none() | texts), "before": draw(st.none() | texts), "after": draw(st.none() | texts),
            "also": draw(st.lists(st.fixed_dictionaries({"paragraph": st.integers(1, 9), "quote": texts}), max_size=2)),
        }  # fmt: skip
        answered = draw(st.booleans())
        value = draw(values[question]) if answered else None
        response = None if answered else draw(st.sampled_from(["declined", "no reply", "not given", "denied"]))
        claims.append(claim(value, response=response, **more))
    return world(
        claims, questions=questions, events={"happening": ["n"]}, places={"x": ("town", ["y"]), "y": ("region", [])},
        parties={"a1": "one", "b1": "two"}, published=draw(st.sampled_from([None, "2020-06-15", "2020-06~"])),
        derived_from={"s1": "press-s2"} if draw(st.booleans()) and any(one["source"] == "s1" for one in claims) else {},
    )  # fmt: skip


def built(folder: Path) -> model.Facts:
    """Return the record that the tables of a folder make, whatever the rules say of it."""
    gathered = gathering.gather(sheets.read(folder))
    assert gathered.problems == []
    documents = []
    for (kind, ident), item in gathered.items.items():
        document = load.parse(fact_files.draft(item.entry, item.values).text.encode(), kind, ident, f"{kind}/{ident}.yml")
        assert document.faults == ()
        documents.append(document)
    record = model.build("facts", documents, {}, {})
    assert [fault for checked in record.checked for fault in checked.faults] == []
    return model.facts(record)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(records())
def test_any_small_record_comes_back_as_it_was(facts: model.Facts) -> None:
    with TemporaryDirectory() as folder:
        tables = tables_of(facts)
        again = built(put(Path(folder), tables))
        assert tables_of(again) == tables


@given(st.sampled_from([",", ";", "\t"]), st.sampled_from(["\n", "\r\n"]), st.booleans(), st.randoms(use_true_random=False))
def test_separators_line_ends_marks_and_order_of_columns_do_not_matter(
    separator: str, end: str, mark: bool, random: Any
) -> None:
    with TemporaryDirectory() as folder:
        files = {}
        for name, text in tables_of(model.facts(model.read(GOLDEN_FACTS))).items():
            rows = list(csv.reader(io.StringIO(text, newline="")))
            order = list(range(len(rows[0])))
            random.shuffle(order)
            out = io.StringIO()
            csv.writer(out, delimiter=separator, lineterminator=end).writerows([[row[n] for n in order] for row in rows])
            files[name] = out.getvalue().encode("utf-8-sig" if mark else "utf-8")
        assert tables_of(built(put(Path(folder), files))) == tables_of(model.facts(model.read(GOLDEN_FACTS)))


# Into a record


def test_a_new_document_comes_in_with_its_claims(handed: Run) -> None:
    status, told = handed(claims=sheet(ROW), sources=SOURCES)
    assert status == 0
    assert "side-by-side: wrote facts/sources/second-letter.yml" in told
    assert Path("facts/sources/second-letter.yml").read_text(encoding="utf-8") == (
        "title: A second letter\npublisher: walkers\nkind: letter\nlanguage: en\npublished: 2024-06-02\nclaims:\n"
        "  - id: cracks\n    question: cracks\n    by: walkers\n    as_of: 2024-06-01\n    of: all\n    value: about 15\n"
        "    paragraph: 3\n    quote: we saw about 15 cracks\n    says: The walkers wrote of about 15 cracks.\n"
    )
    assert main(["check"]) == 0


def test_a_dry_run_tells_and_writes_nothing(handed: Run) -> None:
    status, told = handed("in/claims.csv", "--dry-run", claims=sheet(ROW), sources=SOURCES)
    assert status == 0
    assert "would write facts/sources/second-letter.yml" in told
    assert not Path("facts/sources/second-letter.yml").exists()


LATER = "lamps,lamps,walkers,walkers-letter,14,,,4,wir haben 14 Lampen gezählt,The walkers counted 14 lamps."


def test_a_file_that_is_there_is_not_overwritten_by_accident(handed: Run) -> None:
    Path("facts/sources/walkers-letter.words").unlink()
    before = tree(Path("facts"))
    status, told = handed(claims=sheet(LATER))
    assert status == 1
    assert "claims.csv, row 2, column `source` (D2): error[taken]: facts/sources/walkers-letter.yml is there already" in told
    assert "add --replace" in told
    assert tree(Path("facts")) == before


def test_quotes_are_held_against_the_fingerprint_that_is_there(handed: Run) -> None:
    status, told = handed("in/claims.csv", "--replace", claims=sheet(LATER))
    assert status == 1
    assert "claims.csv, row 2, column `quote` (I2): error[not-in-source]" in told


def test_replacing_keeps_what_was_not_handed_over(handed: Run) -> None:
    Path("facts/sources/walkers-letter.words").unlink()
    status, told = handed("in/claims.csv", "--replace", claims=sheet(LATER))
    assert status == 0, told
    claims = {one.id: one for one in model.facts(model.read(Path("facts"))).claims if one.source == "walkers-letter"}
    assert list(claims) == ["walkers-letter/closed", "walkers-letter/cracks", "walkers-letter/lamps"]
    assert (claims["walkers-letter/lamps"].question, claims["walkers-letter/lamps"].entry.value) == ("lamps", "14")


def test_a_missing_folder_of_facts_is_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path / "in", tables_of(model.facts(model.read(GOLDEN_FACTS))))
    assert main(["import", str(tmp_path / "in"), "--facts", str(tmp_path / "made")]) == 0
    assert carried(tmp_path / "made") == carried(GOLDEN_FACTS)
    capsys.readouterr()


# What is wrong


def changed(old: str, new: str) -> str:
    assert old in ROW
    return sheet(ROW.replace(old, new))


@pytest.mark.parametrize(
    ("claims", "place", "what", "mend"),
    [
        (changed("3,we", "x,we"), "claims.csv, row 2, column `paragraph` (H2)", "[wrong-type]", "mend: write plain digits"),
        (
            changed("cracks,walkers", "crakcs,walkers"),
            "claims.csv, row 2, column `question` (B2)",
            "did you mean `cracks`?",
            "mend: ",
        ),
        (
            changed("walkers,second", "wakers,second"),
            "claims.csv, row 2, column `by` (C2)",
            "did you mean `walkers`?",
            "mend: ",
        ),
        (changed("about 15,2024", "lots,2024"), "claims.csv, row 2, column `value` (E2)", "[value]", "mend: "),
        (changed("about 15,2024", "about 51,2024"), "claims.csv, row 2, column `", "[value-in-quote]", "mend: "),
        (
            changed("2024-06-01", "01/06/2024"),
            "claims.csv, row 2, column `as_of` (F2)",
            "can be read in two ways",
            "YYYY-MM-DD",
        ),
        (
            changed("2024-06-01", "01.06.2024"),
            "claims.csv, row 2, column `as_of` (F2)",
            "can be read in two ways",
            "YYYY-MM-DD",
        ),
        (changed("2024-06-01", "2024-06-01 00:00:00"), "column `as_of` (F2)", "is a day with a time of day", "YYYY-MM-DD"),
        (changed("2024-06-01", "45444"), "column `as_of` (F2)", "is a spreadsheet's own number for a day", "YYYY-MM-DD"),
        (
            changed("about 15,", "#REF!,"),
            "column `value` (E2)",
            "`#REF!` is an error of the spreadsheet",
            "correct the formula",
        ),
        (
            changed(",we saw about 15 cracks,", ",,"),
            "claims.csv, row 2",
            "the column `quote` is empty or missing",
            "fill in `quote`",
        ),
        (sheet(ROW, ROW), "claims.csv, row 3, column `id` (A3)", "[duplicate-id]", "mend: "),
        (
            changed("cracks,cracks", "walkers-letter/c,cracks"),
            "column `id` (A2)",
            "names another source than `second-letter`",
            "begin it",
        ),
        (
            changed("second-letter", "secnd-letter"),
            "column `source` (D2)",
            "did you mean",
            "add a row for it to sources.csv",
        ),
        (changed("second-letter", "Second Letter"), "column `source` (D2)", "is no id", "mend: "),
        (
            sheet(ROW).replace("quote,says", "qoute,says"),
            "claims.csv, row 1, column `qoute` (I1)",
            "did you mean `quote`?",
            "take the column out",
        ),
        (
            sheet(ROW).replace("quote,says", "says,says"),
            "claims.csv, row 1, column `says` (J1)",
            "two columns are called `says`",
            "take one",
        ),
        (
            sheet(ROW + ",more"),
            "claims.csv, row 2",
            "the row has 11 cells, the first row names 10 columns",
            "quotation marks",
        ),
        (sheet(ROW, '"open'), "claims.csv, row 3", "a quotation mark is opened and never closed", "double those in it"),
        (changed("saw", "s\0aw"), "claims.csv, row 2", "there is a NUL character", "export the table anew"),
        (
            changed("saw", "saw " * 6000),
            "claims.csv, row 2, column `quote` (I2)",
            "the cell holds 24",
            "a quote is a phrase",
        ),
        (sheet(ROW).encode("utf-16"), "claims.csv: ", "“Unicode text” (UTF-16)", "save it as “CSV UTF-8”"),
        (
            changed("saw", "vidělо Наблюдали трещины").encode("cp1251", "replace"),
            "claims.csv, row 2",
            "it looks like Windows-1251",
            "CSV UTF-8",
        ),
        (changed("saw", "hörten äußerst").encode("cp1252"), "claims.csv, row 2", "it looks like Windows-1252", "CSV UTF-8"),
        (b"", "claims.csv: ", "the file is empty", "its first row names the columns"),
    ],
)
def test_bad_input_is_told_at_its_row_and_column_and_nothing_is_written(
    handed: Run, claims: str | bytes, place: str, what: str, mend: str
) -> None:
    before = tree(Path("facts"))
    status, told = handed(claims=claims, sources=SOURCES)
    assert status == 1, told
    block = next(block for block in told.split("\n  mend: ") if place in block and what in block)
    assert place in block
    assert mend in told
    assert told.endswith("nothing was written\n")
    assert tree(Path("facts")) == before


def test_every_problem_is_told_at_once_in_the_order_of_rows(handed: Run) -> None:
    bad = ROW.replace("cracks,cracks", "c{0},nothing")
    status, told = handed(claims=sheet(*(bad.format(n) for n in range(2, 14))), sources=SOURCES)
    assert status == 1
    places = [int(line.split("row ")[1].split(",")[0]) for line in told.splitlines() if "error[unknown-id]" in line]
    assert places == list(range(2, 14))


def test_a_problem_that_was_there_before_is_not_blamed_on_the_newcomer(handed: Run) -> None:
    path = Path("facts/sources/notice.yml")
    path.write_text(path.read_text(encoding="utf-8").replace("kind: statement", "kind: nonsense"), encoding="utf-8")
    status, told = handed(claims=sheet(ROW), sources=SOURCES)
    assert status == 0
    assert "notice" not in told


def test_what_would_break_another_file_is_told_there(handed: Run) -> None:
    """A question that loses a choice leaves the claims that give it without one."""
    text = tables_of(model.facts(model.read(GOLDEN_FACTS)))
    handed(claims=sheet(ROW), sources=SOURCES)
    put(Path("package"), {
        "questions.csv": "\r\n".join(
            line for line in text["questions.csv"].split("\r\n") if line.startswith(("id,", "cause,"))
        ),
        "choices.csv": "question,id,name\ncause,frost,frost\ncause,lorries,lorries\n",
    })  # fmt: skip
    status, told = handed("package", "--replace")
    assert status == 1
    assert "facts/sources/gazette-closure.yml:" in told


@pytest.mark.parametrize(
    ("names", "file", "what"),
    [
        ({"claims.xlsx": b"PK"}, "in/claims.xlsx", "is a spreadsheet program's own file"),
        ({"notes.txt": b""}, "in", "holds no CSV file"),
        ({"x.csv": b""}, "in/none.csv", "there is no file in/none.csv"),
        ({"datapackage.json": b"[]"}, "in", "is no Frictionless package"),
        ({"datapackage.json": b'{"resources": [{"path": "x"}]}'}, "in/datapackage.json", "is no Frictionless package"),
    ],
)
def test_what_is_no_table_is_told(handed: Run, names: dict[str, bytes], file: str, what: str) -> None:
    put(Path("in"), names)
    status, told = handed(file)
    assert status == 2
    assert what in told
    assert "\nmend: " in told


@pytest.mark.parametrize(
    ("files", "what"),
    [
        ({"claim.csv": CLAIMS}, "the record has no table `claim`\n  did you mean `claims`?"),
        (
            {"datapackage.json": '{"resources": [{"name": "claims", "path": "../claims.csv"}]}'},
            "the file of `claims` is not in the package",
        ),
        (
            {"datapackage.json": '{"resources": [{"name": "claims", "path": "https://x.example/claims.csv"}]}'},
            "is not in the package",
        ),
        (
            {"datapackage.json": '{"resources": [{"name": "people", "path": "people.csv"}]}'},
            "the record has no table `people`",
        ),
        (
            {"further_quotes.csv": "claim,number,paragraph,quote\nx/y,1,1,four words of it\n"},
            "no claim `x/y` is handed over",
        ),
        (
            {"names.csv": "actor,place,name,used_by,source,paragraph,quote\nwalkers,stillwater,W,walkers,notice,1,q\n"},
            "to one of them only",
        ),
        ({"actors.csv": 'id,kind,was\nsomebody,group,"a,b"\n'}, "separate its ids by semicolons"),
        ({"actors.csv": "id,kind\nsomebody,group\nsomebody,group\n"}, "`somebody` is there already, in row 2"),
        ({"actors.csv": "id,kind\n../somebody,group\n"}, "`../somebody` is no id"),
        ({"record.csv": "title\nOne\nTwo\n"}, "a record has one title"),
        ({"actors.csv": "id,kind\nsomebody,nobody\n"}, "actors.csv, row 2, column `kind` (B2)"),
    ],
)
def test_a_bad_package_is_told(handed: Run, files: dict[str, str], what: str) -> None:
    before = tree(Path("facts"))
    put(Path("in"), files)
    status, told = handed("in")
    assert status == 1
    assert what in told
    assert tree(Path("facts")) == before


def test_a_package_may_declare_its_files_and_their_separator(handed: Run) -> None:
    package = {"resources": [
        {"name": "claims", "path": "handed/over.txt", "dialect": {"delimiter": ";"}},
        {"name": "sources", "path": "documents.csv"},
    ]}  # fmt: skip
    with zipfile.ZipFile("package.zip", "w") as made:
        made.writestr("datapackage.json", json.dumps(package))
        made.writestr("handed/over.txt", sheet(ROW).replace(",", ";"))
        made.writestr("documents.csv", SOURCES)
    status, told = handed("package.zip")
    assert status == 0, told
    assert Path("facts/sources/second-letter.yml").is_file()


def test_a_zip_writes_nothing_by_itself_and_its_size_is_limited(handed: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile("package.zip", "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("../outside.csv", "x")
        made.writestr("claims.csv", sheet(ROW) + " " * 10_000)
    monkeypatch.setattr(sheets, "MOST_BYTES", 1000)
    status, told = handed("package.zip")
    assert status == 2
    assert "claims.csv in package.zip is too large" in told
    assert not Path("../outside.csv").exists()


def test_the_sample_of_the_documentation_comes_in(handed: Run) -> None:
    page = (HOME / "docs" / "data.md").read_text(encoding="utf-8")
    status, told = handed(claims=page.partition("```csv\n")[2].partition("```")[0], sources=SOURCES)
    assert status == 0, told


def test_every_table_that_is_handed_over_has_its_place() -> None:
    """A new table of the contract is either computed or read again."""
    read = {*gathering.KINDS, *gathering.INNER, "names", "further_quotes", "parties", "record"}
    assert read == {table.name for table in contract.TABLES if not table.made}
