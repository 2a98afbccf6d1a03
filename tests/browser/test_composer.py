"""The form on which a claim is composed, in a browser: it says what `check` says, and writes what `fmt` writes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import Visit
from payload import PAYLOADS
from playwright.sync_api import Browser, Page, expect
from sites import GOLDEN_FACTS, HOME, build, built, made_once, project
from test_quality import DARK, LIGHT, TOO_SMALL, TOO_WIDE, told

from generator import check, dates, evidence, fmt, grammar, model, values
from generator.problems import Problem
from generator.schema import QuestionFile

pytestmark = pytest.mark.browser

REPOSITORY = "https://code.example/team/record"
PAGE = "repository/site/contribute/compose/index.html"
SCRIPTS = sorted((HOME / "docs/assets/composer").glob("[1-4]0-*.js"))
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
ENGINE = """tables => {
    const made = window.sideBySideComposer, texts = made.texts(tables), answers = made.answers(texts);
    window.engine = { texts, answers, problems: made.problems(texts, answers), yaml: made.yaml(texts) };
}"""


@pytest.fixture(scope="module")
def engine(browser: Browser) -> Iterator[Page]:
    """The parts of the form that know values, dates, rules and lines, in an empty page."""
    context = browser.new_context()
    page = context.new_page()
    page.goto("about:blank")
    for script in SCRIPTS:
        page.add_script_tag(path=script)
    page.evaluate(ENGINE, grammar.tables())
    yield page
    context.close()


# One table for both readers: what people type, right and wrong.
COUNTS = [
    "53", "0", "3.5", "12.000001", "12.0000001", "999999999999999", "1000000000000000", "007", "1,000", "1 000", "1_000",
    "1.000.000", "-5", "+5", "٣", "٣,٠٠٠", "", "x", "about", "at least 41", "At least 41", "at  least  41", " at least 41 ",
    "no fewer than 7", "more than 0", "less than 0", "fewer than 0", "nearly 0", "nearly 10", "almost 9.5", "about 40",
    "about 3", "about 3.5", "over 100", "up to 9", "only 5", "exactly 5", "some 30", "some", "dozens", "Dozens", "none",
    "no",
    "zero", "a few", "tens of thousands", "hundreds of", "60 to 160", "160 to 60", "60-160", "60 to 60", "60 to x", "to 60",
    "about 60 to 160", "at least 60 to 160", "constructor", "constructor 5", "toString", "5 metres", "5 m", "5 km2",
    "about 5 square kilometres", "5 square", "metres", "20 %", "20 per cent", "5 apples", "5\u00a0metres", "1e3", "½",
    "12 to 7 metres",
    "\u200b5", "5\n6",
]  # fmt: skip
DATES = [
    "2020", "2020-12", "2020-12-14", "2020-12-14~", "2020-12-14?", "2020-12-14%", "2020~", "2020-1", "20-12-14", "2020-13",
    "2020-00", "2020-12-32", "2020-12-00", "2021-02-29", "2020-02-29", "1900-02-29", "2000-02-29", "2020-04-31", "0000",
    "0001", "9999", "9999-24", "2020-21", "2020-24", "2020-24~", "2020-25", "2020-21-05", "202X", "20XX", "2XXX", "20X0",
    "202X-12", "202X-XX", "2020-XX", "2020-XX-XX", "2020-XX-05", "2020-12-XX", "2020-12-XX~", "2020-12-10/2020-12-20",
    "2020-12-20/2020-12-10", "2020-12/2020", "2020/2020", "2020/..", "../2020", "2020/", "/2020", "/", "../..", "..", "",
    "2020/2021/2022", "2020-12-10~/2020-12-20", "2020-12-20~/2020-12-19", "14.12.2020", "14/12/2020", "2020-12-14T10:00",
    "2020-12-14 10:00", " 2020", "2020 ", "٢٠٢٠", "December 2020", "000X", "2020-12-14~~",
]  # fmt: skip


def outcome(read: Callable[[str], object], text: str) -> str:
    """Return why a text is refused; nothing where it is taken."""
    try:
        read(text)
    except ValueError as error:
        return str(error)
    return ""


REFUSED = (
    "([name, list]) => list.map(one => { try { engine.answers[name](one); return ''; } catch (e) { return e.message; } })"
)


@pytest.mark.parametrize(
    ("reader", "ours", "cases"), [("readCount", values.read_count, COUNTS), ("readDate", dates.read, DATES)]
)
def test_both_readers_take_and_refuse_the_same_for_the_same_reason(
    engine: Page, reader: str, ours: Callable[[str], object], cases: list[str]
) -> None:
    theirs = engine.evaluate(REFUSED, [reader, cases])
    assert dict(zip(cases, theirs, strict=True)) == {text: outcome(ours, text) for text in cases}
    assert 0 < sum(map(bool, theirs)) < len(cases)


def test_both_readers_say_dates_in_the_same_words(engine: Page) -> None:
    good = [text for text in DATES if not outcome(dates.read, text)]
    theirs = engine.evaluate("list => list.map(one => engine.answers.inWords(one))", good)
    assert theirs == [dates.in_words(text) for text in good]


def test_a_count_leaves_the_same_possible(engine: Page) -> None:
    good = [text for text in COUNTS if not outcome(values.read_count, text)]
    theirs = engine.evaluate(
        "list => list.map(one => { const { low, high } = engine.answers.readCount(one); return [low, high]; })", good
    )
    for text, (low, high) in zip(good, theirs, strict=True):
        wanted = values.read_count(text).interval
        ends = [(low, wanted.low, wanted.low_in), (high, wanted.high, wanted.high_in)]
        for found, number, included in ends:
            assert (found is None) == (number is None), text
            if found is not None:
                assert values.Number(found.rstrip("!")) == number, text
                assert found.endswith("!") != included, text


WORDINGS = [
    "said that at least 6000 people stood", "  white \t space\u00a0and\u2009more ",
    "a cease\u2011fire \u2014 he said\u2014no", "“curly” ‘quotes’ «guillemets» „low“",
    "(in brackets), [square]; and... dots…", "-5 degrees and --6 and - 7", "Armenian՝ text։ and՞ marks՛",
    "e\u0301 composed é decomposed e\u0301", "русский — текст",
    "emoji 😀 and 👍🏽 words", "one", "", "a\u0085b\u2028c\x1cd", "3,183 is not 3.183 here", "it's the dog's `bone´",
    "¿Qué? ¡No!", "½ ² ³ −5 ﹣6 －7 -² x",
]  # fmt: skip


def test_words_and_fingerprints_are_read_alike(engine: Page) -> None:
    """Folding, words, and the keyed hash, over texts that are shorter and longer than one block of it."""
    theirs = engine.evaluate(
        "list => list.map(one => { const { fold, countWords, core } = engine.texts;"
        " return [fold(one), countWords(one), core(fold(one))]; })",
        WORDINGS,
    )
    for text, found in zip(WORDINGS, theirs, strict=True):
        folded = evidence.fold(text)
        assert found == [folded, evidence.count_words(text), evidence.core(folded)], text
    long = " ".join(f"{letter * 40}{number}" for number, letter in enumerate("abcdefghijk"))
    text = "\n".join([*WORDINGS, long, "the same words stand here twice, the same words stand here again"])
    made = evidence.make(text)
    quotes = [
        *WORDINGS,
        long,
        "the same words stand",
        "words stand here again",
        "nowhere at all is this",
        long[:-1],
        "he said no one",
    ]
    found = engine.evaluate(
        "([print, list]) => { const made = engine.texts.fingerprint(print);"
        " return list.map(one => [made.find(one), made.times(one)]); }", [[made.sha256, list(made.runs)], quotes],
    )  # fmt: skip
    assert found == [[made.find(quote), made.times(quote)] for quote in quotes]
    assert [[], 0] in found
    assert any(times == 2 for _, times in found)


TEXTS = [
    "plain words", "no", "Yes", "012", "12:30", "1_000", "62", "3.5", "2020-12-14", "2020-12", "2020-12-14 10:00",
    "at least 41", "a: b", "a #b", "a#b", "# c", "- d", "'quoted'",
    'said "so"', "it's", "it's \"so\"", "back\\slash", "https://a.example/x?y=1&z=2", "https://a.example/x", "ends with:",
    "[list]", "{map}", "*star", "&and", "!tag", "%per", "@at",
    "`tick", "~", "null", "true", "=", "<<", "ünïcödé", "հայերեն", "русский текст", "emoji 😀", "a  b", "“curly”",
    "dash — long", "comma, and (brackets).", "?", "1e5", ".5", "0x1f",
    "a\u00a0b", "x" * 400, "<script>alert(1)</script>", "{{ 7*7 }}", "50%", "a|b", "A & B", "ends.", "12", "007",
]  # fmt: skip


@pytest.mark.parametrize("kind", ["text", "quote", "value", "edtf", "url"])
def test_a_text_is_written_as_the_formatter_writes_it(engine: Page, kind: str) -> None:
    theirs = engine.evaluate("([kind, list]) => list.map(one => engine.yaml.scalar(one, kind))", [kind, TEXTS])
    field = {"text": "title", "url": "url", "edtf": "published", "quote": "quote", "value": "value"}[kind]
    for text, written in zip(TEXTS, theirs, strict=True):
        lines = f"claims:\n  - {field}: {written}\n" if kind in ("quote", "value") else f"{field}: {written}\n"
        after, why = fmt.format_text(lines.encode(), "source")
        assert (after.decode(), why) == (lines, ""), text
        assert load_back(lines, field) == text
        quoted = json.dumps(text, ensure_ascii=False)
        longer = lines.replace(written, quoted)
        if "\u00a0" not in text:
            assert fmt.format_text(longer.encode(), "source")[0].decode() == lines, text


def load_back(lines: str, field: str) -> str:
    """Return the text of a field as the generator reads it."""
    from generator import load, salvage

    document = load.parse(lines.encode(), "source", "", "")
    plain: Any = salvage.plain(document.root) if document.root else {}
    return str((plain["claims"][0] if "claims" in plain else plain)[field])


# A claim that is right, and what somebody makes of it: the fields that are otherwise, and the rules that say so.
RIGHT = {
    "question": "cracks", "by": "town-council", "as_of": "2024-03-04", "of": "all", "value": "12", "paragraph": "5",
    "quote": "clerk counted 12 cracks in the piers", "says": "The town council counted 12 cracks.",
}  # fmt: skip
LETTER = RIGHT | {"paragraph": "3", "quote": "wir haben dutzende Risse gesehen", "value": "dozens"}
CASES: list[tuple[str, dict[str, Any], set[str]]] = [
    ("gazette-closure", {}, set()),
    ("gazette-closure", {"via": ["town-clerk", "gazette-desk"], "said": "2024-03~", "where": "north-bank"}, set()),
    ("gazette-closure", {"quote": "clerk counted 12"}, {"quote"}),
    ("gazette-closure", {"quote": "12"}, {"quote"}),
    ("gazette-closure", {"quote": " ".join(["word"] * 21)}, {"quote", "not-in-source"}),
    ("gazette-closure", {"quote": "clerk counted 13 cracks in the piers"}, {"not-in-source"}),
    ("gazette-closure", {"paragraph": "6"}, {"not-in-source"}),
    ("gazette-closure", {"paragraph": "600"}, {"paragraph"}),
    ("gazette-closure", {"paragraph": "five"}, {"wrong-type"}),
    ("gazette-closure", {"paragraph": "0"}, {"wrong-type"}),
    ("gazette-closure", {"before": "The council's"}, set()),
    ("gazette-closure", {"before": "The trust's"}, {"ambiguous-quote"}),
    ("gazette-closure", {"after": "of the bridge"}, {"ambiguous-quote"}),
    ("gazette-closure", {"question": ""}, {"missing-field"}),
    ("gazette-closure", {"by": ""}, {"missing-field"}),
    ("gazette-closure", {"paragraph": ""}, {"missing-field"}),
    ("gazette-closure", {"quote": ""}, {"missing-field"}),
    ("gazette-closure", {"says": ""}, {"missing-field"}),
    ("gazette-closure", {"value": ""}, {"value"}),
    ("gazette-closure", {"value": "", "of": "", "response": "declined"}, set()),
    ("gazette-closure", {"value": "1,200"}, {"value"}),
    ("gazette-closure", {"value": "012"}, {"value"}),
    ("gazette-closure", {"value": "twelve"}, {"value"}),
    ("gazette-closure", {"value": "circa 12"}, {"value"}),
    ("gazette-closure", {"value": "20 to 12"}, {"value"}),
    ("gazette-closure", {"value": "12.5"}, {"value"}),
    ("gazette-closure", {"value": "12 metres"}, {"value"}),
    ("gazette-closure", {"value": "2024-03-04"}, {"value"}),
    ("gazette-closure", {"value": "more than 1000000000000000"}, {"value"}),
    ("gazette-closure", {"of": ""}, {"facet"}),
    ("gazette-closure", {"over": "2024-03"}, {"facet"}),
    ("gazette-closure", {"as_of": "4 March 2024"}, {"date"}),
    ("gazette-closure", {"as_of": "04.03.2024"}, {"date"}),
    ("gazette-closure", {"said": "2024-02-30"}, {"date"}),
    ("gazette-closure", {"said": "2024-03-04T10:00"}, {"date"}),
    ("gazette-closure", {"said": "2024-03-05/2024-03-04"}, {"date"}),
    ("gazette-closure", {"question": "walkers-counted", "of": "", "as_of": ""}, {"facet"}),
    ("gazette-closure", {"question": "walkers-counted", "of": "", "over": "2024-03"}, {"facet"}),
    ("gazette-closure", {"question": "walkers-counted", "of": "", "as_of": "", "over": "2024-03"}, set()),
    ("gazette-closure", {"question": "closure.date", "of": "", "as_of": "", "value": "2024-03-04"}, set()),
    ("gazette-closure", {"question": "closure.date", "of": "", "as_of": "", "value": "March"}, {"value"}),
    ("gazette-closure", {"question": "closure.date", "of": "", "value": "2024-03-04"}, {"facet"}),
    ("gazette-closure", {"question": "closure.place", "of": "", "as_of": "", "value": "stillwater"}, set()),
    ("gazette-closure", {"question": "closure.place", "of": "", "as_of": "", "value": "nowhere"}, {"value"}),
    ("gazette-closure", {"question": "cause", "of": "", "as_of": "", "value": "frost"}, set()),
    ("gazette-closure", {"question": "cause", "of": "", "as_of": "", "value": "rain"}, {"value"}),
    ("gazette-closure", {"question": "length", "of": "", "as_of": "", "value": "12.5 km"}, set()),
    ("gazette-closure", {"question": "repair", "of": "", "as_of": "", "value": ""}, set()),
    ("gazette-closure", {"question": "repair", "of": "", "as_of": "", "value": "well"}, {"value"}),
    ("gazette-closure", {"by": "author"}, set()),
    ("gazette-closure", {"by": "publisher", "via": ["valley-gazette"]}, {"speaker"}),
    ("gazette-closure", {"via": ["town-clerk", "town-clerk"]}, {"speaker"}),
    ("gazette-closure", {"via": ["town-council"]}, {"speaker"}),
    ("gazette-closure", {"says": "The council admitted that 12 cracks were there."}, {"loaded-word"}),
    ("gazette-closure", {"says": 'The council spoke of a "regime" of 12 cracks.'}, set()),
    ("gazette-closure", {"says": "The regime's so-called count was 12 cracks, the Regime said."}, {"loaded-word"}),
    ("gazette-closure", {"says": "The council claimed 12 cracks and pointed out more."}, {"attribution-verb"}),
    (
        "gazette-closure",
        {"says": "The council boasts that, unfortunately, 12 are left."},
        {"attribution-verb", "loaded-word"},
    ),
    ("gazette-closure", {"note": "A shocking number."}, {"loaded-word"}),
    ("gazette-closure", {"exception": "Obviously twelve."}, {"loaded-word"}),
    ("gazette-closure", {"says": "The c\u043euncil counted 12 cracks."}, {"legible"}),
    ("gazette-closure", {"says": "The council \u0441ounted 12 cr\u0430cks."}, {"legible"}),
    ("gazette-closure", {"says": "The council counted a\u0301\u0301\u0301\u0301\u0301 12 cracks."}, {"legible"}),
    ("gazette-closure", {"says": "\u0418\u0432\u0430\u043d and Ivan counted 12 cracks."}, set()),
    ("gazette-closure", {"id": "Cracks_12"}, {"duplicate-id"}),
    ("gazette-closure", {"id": "x" * 65}, {"duplicate-id"}),
    ("gazette-closure", {"id": "cracks-council"}, {"duplicate-id"}),
    ("walkers-letter", {}, set()),
    ("walkers-letter", {"as_of": ""}, {"facet"}),
    ("walkers-letter", {"as_of": "", "said": "2024-03"}, set()),
    ("walkers-letter", {"by": "author"}, {"speaker"}),
]
SAID = (
    "missing-field", "value", "facet", "date", "quote", "speaker", "paragraph", "not-in-source", "ambiguous-quote",
    "duplicate-id", "loaded-word", "attribution-verb", "legible", "wrong-type", "whole-sentence", "invisible-character",
)  # fmt: skip
OF_CLAIM = """([claims, sources, questions, places, pasted]) => claims.map(([name, draft]) => {
    const source = { ...sources[name], fingerprint: engine.texts.fingerprint(sources[name].print) };
    const where = { question: questions[draft.question], source, places: new Set(places), pasted };
    return [engine.problems.ofClaim(draft, where), engine.yaml.claim(draft)];
})"""
EMPTY = dict.fromkeys(("id", "question", "by", "said", "as_of", "over", "of", "where", "value", "response", "part",
"paragraph", "quote", "before", "after", "says", "exception", "note"), "")  # fmt: skip
Said = set[tuple[str, str, str, str, str]]


@cache
def golden_record() -> model.Record:
    return model.read(GOLDEN_FACTS)


def drafts() -> list[tuple[str, dict[str, Any]]]:
    return [
        (source, EMPTY | {"via": []} | (LETTER if source == "walkers-letter" else RIGHT) | {"id": f"case-{number}"} | fields)
        for number, (source, fields, _) in enumerate(CASES)
    ]


def in_the_form(engine: Page, claims: list[tuple[str, dict[str, Any]]], pasted: str = "") -> list[tuple[Said, str]]:
    """Return what the form says of each claim, and the lines that it writes."""
    record, known = golden_record(), set(SAID)
    sources = {}
    for ident in {source for source, _ in claims}:
        shape, mark = record.shapes["source"][ident], record.fingerprints[ident]
        sources[ident] = {
            "id": ident, "publisher": shape.publisher, "authors": list(shape.authors), "published": shape.published,
            "claims": [claim.id for claim in shape.claims], "print": [mark.sha256, list(mark.runs)],
        }  # fmt: skip
    questions = {ident: asked(shape) for ident, shape in record.questions.items()}
    told_ = engine.evaluate(OF_CLAIM, [claims, sources, questions, sorted(record.ids["place"]), pasted])
    return [
        ({(one["rule"], one["level"], one["what"], one["why"], one["mend"]) for one in found if one["rule"] in known}, lines)
        for found, lines in told_
    ]


def asked(shape: QuestionFile) -> dict[str, Any]:
    """Return a question as the form knows it."""
    made: dict[str, Any] = {"type": shape.type, "unit": shape.unit, "decimals": shape.decimals, "time": shape.time}
    if shape.populations:
        made["populations"] = [[one.id, one.name] for one in shape.populations]
    return made | {"choices": [[one.id, one.name] for one in shape.choices]}


def by_the_check(folder: Path, name: str, texts: Path | None = None) -> list[Problem]:
    path = f"sources/{name}.yml"
    return [one for one in check.check(model.read(folder, texts)) if one.file.endswith(path) and one.rule in SAID]


def insert(folder: Path, name: str, lines: str) -> tuple[int, int]:
    """Put the lines of a claim at the end of a document's claims; return their first line and the one after them."""
    path = folder / f"sources/{name}.yml"
    before = path.read_text(encoding="utf-8")
    head, mark, rest = before.partition("\nsums:")
    start = head.rstrip("\n").count("\n") + 2
    path.write_text(f"{head.rstrip(chr(10))}\n{lines}\n{mark.lstrip(chr(10))}{rest}".rstrip("\n") + "\n", encoding="utf-8")
    return start, start + lines.count("\n") + 1


def test_the_form_says_what_the_check_says(engine: Page, tmp_path: Path) -> None:
    """Every case alone in its place in a copy of the record: the same rules, words, reasons and remedies."""
    wrong = []
    for (source, _), (_, fields, rules), (said, lines) in zip(drafts(), CASES, in_the_form(engine, drafts()), strict=True):
        folder = tmp_path / "facts"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(GOLDEN_FACTS, folder)
        first, last = insert(folder, source, lines)
        found = [one for one in by_the_check(folder, source) if first <= one.line < last]
        wanted = {(one.rule, one.level, one.what, one.why, one.mend) for one in found}
        if said != wanted or {one[0] for one in said} != rules:
            wrong.append((fields, sorted(said - wanted), sorted(wanted - said)))
    assert wrong == []
    assert {rule for _, _, rules in CASES for rule in rules} | {"whole-sentence", "invisible-character"} == set(SAID)


def test_a_whole_sentence_is_told_from_the_pasted_paragraph(engine: Page, tmp_path: Path) -> None:
    quote = "According to the bridge trust, the gates were locked on the evening of 2 March 2024 and stayed locked"
    claim = EMPTY | {"via": []} | RIGHT | {"id": "whole", "quote": quote, "paragraph": "4"}
    pasted = (HOME / "tests/golden-texts/gazette-closure.txt").read_text(encoding="utf-8")
    [(said, lines)] = in_the_form(engine, [("gazette-closure", claim)], pasted)
    shutil.copytree(GOLDEN_FACTS, tmp_path / "facts")
    first, last = insert(tmp_path / "facts", "gazette-closure", lines)
    found = by_the_check(tmp_path / "facts", "gazette-closure", HOME / "tests/golden-texts")
    assert said == {(one.rule, one.level, one.what, one.why, one.mend) for one in found if first <= one.line < last}
    assert {one[0] for one in said} == {"whole-sentence"}
    [(unsaid, _)] = in_the_form(engine, [("gazette-closure", claim)])
    assert unsaid == set()


@pytest.mark.parametrize("char", ["\u200b", "\ufeff", "\u202e", "\u00ad", "\u200d", "\ue000"])
def test_a_character_that_nobody_sees_is_told(engine: Page, tmp_path: Path, char: str) -> None:
    claim = EMPTY | {"via": []} | RIGHT | {"id": "unseen", "says": f"The council counted 12{char} cracks."}
    [(said, lines)] = in_the_form(engine, [("gazette-closure", claim)])
    shutil.copytree(GOLDEN_FACTS, tmp_path / "facts")
    insert(tmp_path / "facts", "gazette-closure", lines)
    found = by_the_check(tmp_path / "facts", "gazette-closure")
    assert said == {(one.rule, one.level, one.what, one.why, one.mend) for one in found} != set()


@pytest.fixture(scope="module", autouse=True)
def site() -> None:
    """Build the site before it is visited: the golden record where the address of the repository is known."""
    made_once("repository", lambda folder: build(project(folder, GOLDEN_FACTS), REPOSITORY_URL=REPOSITORY))


def fill(page: Page, **fields: str) -> None:
    """Choose and type as a person does: in this order, each field by its name."""
    for name, text in fields.items():
        control = page.locator(f".compose-form [name={name}]").first
        control.evaluate("each => each.closest('details')?.setAttribute('open', '')")
        if name in ("mode", "answered"):
            page.locator(f".compose-form [name={name}][value={text}]").check()
        elif control.evaluate("each => each.tagName") == "SELECT":
            control.select_option(text)
        else:
            control.fill(text)


def lines_of(page: Page) -> str:
    return page.locator(".compose-yaml").inner_text().rstrip("\n")


def summary(page: Page) -> str:
    return page.locator(".compose-sum").inner_text()


READY = "Nothing to mend. The check will look once more when it is proposed."
COUNT = {
    "source": "gazette-closure", "question": "cracks", "by": "bridge-trust", "quote": "it had found more than 20 cracks in",
    "count_how": "more than", "count_one": "20", "of": "painted", "as_of": "2024-03-04",
    "says": "The bridge trust wrote that it had found more than 20 cracks.",
}  # fmt: skip
COMPOSED: dict[str, dict[str, str]] = {
    "a count": COUNT,
    "a range, relayed": COUNT | {"via1": "town-clerk", "count_how": "to", "count_one": "3", "count_two": "5",
                                 "quote": "on the day of the closure, 3 of them deep",
                                 "exception": "The trust's letter gives both ends.", "says": "The trust: 3 to 5, it said."},
    "a vague word": {**{k: v for k, v in COUNT.items() if k != "count_one"}, "source": "walkers-letter", "by": "publisher",
                     "quote": "wir haben dutzende Risse gesehen",
                             "count_how": "word", "count_word": "dozens", "says": "The walkers wrote of dozens of cracks."},
    "a date": {"source": "gazette-closure", "question": "gates-locked", "by": "author",
               "quote": "the gates were locked on the evening of 2 March 2024", "date_one": "2024-03-02",
               "says": "The Gazette dated it to 2 March 2024."},
    "a span of days": {"source": "gazette-closure", "question": "works.date", "by": "town-council",
                       "quote": "By 30 April 2024, after the first works", "date_one": "2024-04-01",
                       "date_two": "2024-04-30",
                       "exception": "It began after March.", "says": "The council spoke of April 2024."},
    "a place": {"source": "gazette-closure", "question": "meeting-room", "by": "town-clerk", "find_v_place": "town",
                "quote": "met in the town hall of Stillwater", "v_place": "town-hall",
                "says": "The clerk named the town hall."},
    "a choice": {"source": "gazette-closure", "question": "cause", "by": "publisher", "v_choice": "frost",
                 "quote": "Frost did it,\" the clerk told the Gazette", "says": "The Gazette wrote \"frost\"."},
    "a position": {"source": "gazette-closure", "question": "repair", "by": "town-council",
                   "quote": "called the repair \"slow but in good order",
                   "says": "The council called it \"slow\": so it said."},
    "silence": {"source": "gazette-closure", "question": "lamps", "by": "town-clerk", "answered": "no",
                     "response": "declined",
                "quote": "any question about the piers or the lamps",
                "says": "The clerk did not answer, the Gazette wrote."},
}  # fmt: skip


@pytest.mark.parametrize("kind", COMPOSED)
def test_what_is_composed_passes_the_check_and_is_formatted(visit: Visit, tmp_path: Path, kind: str) -> None:
    fields = COMPOSED[kind]
    page = visit.open(PAGE)
    fill(page, **fields)
    expect(page.locator(".compose-sum")).to_have_text(READY)
    made = lines_of(page)
    shutil.copytree(GOLDEN_FACTS, tmp_path / "facts")
    insert(tmp_path / "facts", fields["source"], made)
    assert [one for one in check.check(model.read(tmp_path / "facts")) if one.level == "error"] == []
    own = f"claims:\n{made}\n".encode()
    assert fmt.format_text(own, "source") == (own, "")


def test_the_paragraph_is_found_by_the_fingerprint(visit: Visit) -> None:
    page = visit.open(PAGE)
    fill(page, source="gazette-closure", quote="counted 12 cracks in the piers on the day")
    note = page.locator("[data-note=quote]")
    expect(note).to_have_text("Found, word for word, in paragraph 5.")
    expect(page.locator("[name=paragraph]")).to_have_value("5")
    text = (HOME / "tests/golden-texts/gazette-closure.txt").read_text(encoding="utf-8").split("\n\n")
    fill(page, pasted=next(part for part in "\n".join(text).splitlines() if part.startswith("The trust wrote")))
    expect(note).to_contain_text("The pasted text is paragraph 6 of the document.")
    expect(note).to_contain_text("The quote does not stand in the pasted text.")
    fill(page, paragraph="7")
    fill(page, quote="it had found more than 20 cracks in")
    expect(page.locator("[name=paragraph]")).to_have_value("7")
    page.locator("[name=paragraph]").blur()
    expect(page.locator("#p-paragraph")).to_contain_text("the quote stands in paragraph 6, not in 7")


def test_the_answer_is_looked_for_in_the_quote_and_in_what_is_there(visit: Visit) -> None:
    page = visit.open(PAGE)
    note = page.locator("[data-note=value]")
    fill(
        page,
        source="gazette-closure",
        question="cracks",
        by="town-council",
        quote="counted 12 cracks in the piers on the day",
    )
    fill(page, value="12")
    expect(note).to_have_text("Read as: 12 (cracks). The quote shows it.")
    fill(page, value="13")
    expect(note).to_contain_text("The form does not find it in the quote")
    fill(page, value="at least 12")
    expect(note).to_contain_text("Read as: 12 or more (cracks). The form does not find it")
    fill(page, value="12", of="all", as_of="2024-03-04")
    expect(note).to_contain_text("The document has this answer on record already, as cracks-council.")


def test_problems_stand_at_their_field_and_are_announced(visit: Visit) -> None:
    page = visit.open(PAGE)
    fill(page, **COUNT)
    fill(page, says="The trust admitted that 20 cracks were there.")
    says = page.locator("[name=says]")
    assert page.locator("#p-says").inner_text() == ""
    says.blur()
    told_ = page.locator("#p-says .compose-problem")
    expect(told_).to_contain_text("admitted is a loaded word")
    expect(told_).to_contain_text("the record does not say who is right, and this word does")
    expect(told_).to_contain_text("write neutrally (said)")
    assert told_.locator("a").get_attribute("href", timeout=1000).endswith("/contribute/rules.html#loaded-word")
    assert says.get_attribute("aria-invalid") == "true"
    assert "p-says" in (says.get_attribute("aria-describedby") or "").split()
    assert page.locator(".compose-sum").get_attribute("role") == "status"
    assert summary(page) == "1 problem."
    page.locator(".compose-list a").click()
    assert page.evaluate("document.activeElement.name") == "says"
    fill(page, says="The trust wrote of 20 cracks.")
    expect(page.locator("#p-says .compose-problem")).to_have_count(0)
    assert says.get_attribute("aria-invalid") is None
    assert summary(page) == READY


def test_nobody_is_sent_away_with_a_problem(visit: Visit) -> None:
    page = visit.open(PAGE)
    fill(page, source="gazette-closure", question="cracks")
    page.locator(".compose-go").click()
    assert page.evaluate("document.activeElement.id") == "compose-problems"
    expect(page.locator("#p-quote")).to_contain_text("a claim needs the field quote")
    expect(page.locator("#p-of")).to_contain_text("its question has populations, and it names none")
    assert len(page.context.pages) == 1


def test_the_lines_are_copied_before_the_file_is_opened(visit: Visit) -> None:
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.page.context.route(f"{REPOSITORY}/**", lambda route: route.fulfill(body="the platform"))
    page = visit.open(PAGE)
    fill(page, **COUNT)
    with page.expect_popup() as opened:
        page.locator(".compose-go").click()
    assert opened.value.url == f"{REPOSITORY}/edit/main/facts/sources/gazette-closure.yml"
    opened.value.close()
    assert page.evaluate("navigator.clipboard.readText()").rstrip("\n") == lines_of(page)
    expect(page.locator("[data-note=copy]")).to_have_text("The lines are copied.")
    expect(page.locator(".compose-steps")).to_contain_text("above “sums:”")


def new_document(page: Page) -> None:
    fill(
        page, mode="new", s_title="Bridge: a \"last\" look", s_publisher="+", sp_name="Hill Times", sp_kind="publisher",
        s_kind="news article", s_language="en", s_published="2024-05-09", s_url="https://hill.example/bridge?a=1&b=2",
        question="cracks", by="+", by_name="Ada Example", by_kind="person", by_capacity="office",
        quote="she said that 30 cracks were painted", count_one="30", of="painted", paragraph="2",
        says="Ada Example said that 30 cracks were painted over.",
    )  # fmt: skip


def test_a_new_document_opens_as_a_new_file_filled_in(visit: Visit, tmp_path: Path) -> None:
    page = visit.open(PAGE)
    new_document(page)
    expect(page.locator(".compose-sum")).to_have_text(READY)
    shutil.copytree(GOLDEN_FACTS, tmp_path / "facts")
    names = []
    for link in page.locator(".compose-go").all():
        address = urlsplit(link.get_attribute("href") or "")
        given = {key: value[0] for key, value in parse_qs(address.query, strict_parsing=True).items()}
        folder = address.path.removeprefix("/team/record/new/main/facts/")
        names.append(f"{folder}/{given['filename']}")
        content = given["value"].encode()
        (tmp_path / "facts" / folder / given["filename"]).write_bytes(content)
        assert fmt.format_text(content, folder.removesuffix("s")) == (content, "")
    assert names == ["actors/hill-times.yml", "actors/ada-example.yml", "sources/hill-times-2024-05-09.yml"]
    assert [(one.rule, one.level) for one in check.check(model.read(tmp_path / "facts"))] == [("no-fingerprint", "warning")]
    assert given["value"].rstrip("\n") == lines_of(page)


def test_mistakes_about_a_new_document_are_told(visit: Visit) -> None:
    page = visit.open(PAGE)
    new_document(page)
    fill(
        page, s_url="hill.example", s_archived="javascript:alert(1)", s_language="english", s_published="9 May 2024",
        s_id="notice",
        by_id="town-clerk", by_capacity="",
    )  # fmt: skip
    for name, words in {
        "s_url": "`hill.example` is no web address", "s_archived": "is no web address", "s_language": "is no language tag",
        "s_published": "is no date", "s_id": "the id `notice` is taken", "by_id": "the id `town-clerk` is taken",
        "by_capacity": "a person needs the field `capacity`",
    }.items():  # fmt: skip
        page.locator(f"[name={name}]").focus()
        page.locator(f"[name={name}]").blur()
        if name != "by_capacity":
            expect(page.locator(f"#p-{name}")).to_contain_text(words.replace("`", ""))
    assert summary(page).startswith("7 problems.")


def test_lines_that_are_too_long_for_an_address_are_copied(visit: Visit) -> None:
    page = visit.open(PAGE)
    new_document(page)
    fill(page, note="Words that a reader should know. " * 400)
    link = page.locator(".compose-go").last
    assert link.get_attribute("href") == f"{REPOSITORY}/new/main/facts/sources?filename=hill-times-2024-05-09.yml"
    expect(page.locator(".compose-steps")).to_contain_text("The lines are too long for an address")


def test_ids_come_from_the_address_and_what_is_not_on_record_is_told(visit: Visit) -> None:
    page = visit.open(f"{PAGE}?question=cracks&source=notice&by=walkers")
    for name, value in {"question": "cracks", "source": "notice", "by": "walkers"}.items():
        expect(page.locator(f"[name={name}]")).to_have_value(value)
    expect(page.locator("[data-about=question]")).to_contain_text("Cracks that somebody counted at one moment")
    visit.open(f"{PAGE}?question=%3Cscript%3E")
    expect(page.locator(".compose-status")).to_contain_text("The record has no entry “<script>”.")


@pytest.mark.parametrize(
    ("path", "chosen"),
    [
        ("questions/cracks", {"question": "cracks"}), ("sources/notice", {"source": "notice"}),
        ("actors/walkers", {"by": "walkers"}), ("events/closure", {"question": "closure.date"}),
    ],
)  # fmt: skip
def test_pages_lead_to_the_form_with_their_ids(visit: Visit, path: str, chosen: dict[str, str]) -> None:
    page = visit.open(f"repository/site/{path}/index.html")
    page.locator(".report a", has_text="Add a claim").click()
    for name, value in chosen.items():
        expect(page.locator(f"[name={name}]")).to_have_value(value)


def test_a_reload_loses_nothing_and_the_form_can_be_cleared(visit: Visit) -> None:
    page = visit.open(PAGE)
    fill(page, **COUNT)
    before = lines_of(page)
    page.reload()
    expect(page.locator(".compose-sum")).to_have_text(READY)
    assert lines_of(page) == before
    page.locator("[data-do=clear]").click()
    assert "cracks" not in lines_of(page)
    page.reload()
    expect(page.locator("[name=quote]")).to_have_value("")
    expect(page.locator("[name=question]")).to_have_value("")


def test_lists_are_searched_in_every_name(visit: Visit) -> None:
    page = visit.open(PAGE)
    fill(page, find_by="brucken")
    expect(page.locator("[name=by] option")).to_have_count(2)  # the one found, and the one for somebody else
    assert "town-council" in page.locator("[name=by] option").evaluate_all("all => all.map(each => each.value)")
    expect(page.locator("[data-fit=by]")).to_have_text("1 of 10 fit")
    fill(page, by="town-council", find_by="nothing is called so")
    expect(page.locator("[name=by]")).to_have_value("town-council")


def test_the_issue_form_takes_along_what_is_there(visit: Visit) -> None:
    page = visit.open(PAGE)
    fill(page, **COUNT)
    address = urlsplit(page.locator("[data-do=form]").get_attribute("href") or "")
    given = {key: value[0] for key, value in parse_qs(address.query).items()}
    assert given["template"] == "claim.yml"
    assert given["quote"] == COUNT["quote"]
    assert given["about"].endswith("; painted; more than 20; 2024-03-04")
    assert "gazette-closure" in given["publisher"]


def test_texts_of_the_record_and_typed_texts_stay_texts(visit: Visit) -> None:
    page = visit.open("payload/site/contribute/compose/index.html")
    fill(page, question="cracks")
    for payload in (*PAYLOADS[:4], "</textarea><script>alert(1)</script>"):
        fill(page, quote=payload, says=payload, note=payload, mode="new", s_title=payload, s_publisher="+", sp_name=payload)
        assert page.locator(".compose :is(script:not([src]), img, iframe)").count() == 0
        assert " ".join(payload.split())[:20].split('"')[0] in lines_of(page)
    assert page.evaluate("window.sideBySideRecord.questions.length") > 0


def test_it_works_by_keyboard_alone(visit: Visit) -> None:
    page = visit.open(PAGE)
    page.locator(".compose-form [name=mode][value=known]").focus()

    def next_to(name: str) -> None:
        for _ in range(12):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.name") == name:
                return
        raise AssertionError(name)

    for name, typed in {
        "find_source": "old bridge closed", "source": "\ue015", "find_question": "how many cracks", "question": "\ue015",
        "find_by": "clerk", "by": "\ue015", "quote": "counted 12 cracks in the piers on the day", "value": "12",
        "of": "all", "says": "The clerk counted 12 cracks.",
    }.items():  # fmt: skip
        next_to(name)
        if typed == "\ue015":
            page.keyboard.press("ArrowDown")
        else:
            page.keyboard.type(typed)
    page.keyboard.press("Tab")
    expect(page.locator(".compose-sum")).to_have_text(READY)


@pytest.mark.parametrize(
    "visit", [{**LIGHT, **PHONE}, {**DARK, **PHONE}, {**LIGHT}], indirect=True, ids=["phone", "dark", "wide"]
)
def test_the_form_is_for_everybody_also_with_problems(visit: Visit) -> None:
    page = visit.open(PAGE)
    new_document(page)
    fill(page, s_url="nothing", says="The trust admitted it.", value="about", quote="too short")
    page.locator(".compose-go").first.click()
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert told(page) == []
    assert page.evaluate(TOO_WIDE) <= 0
    assert page.evaluate(TOO_SMALL, 24) == []


@pytest.mark.parametrize("visit", [{"java_script_enabled": False}], indirect=True)
def test_without_scripts_the_page_names_the_other_ways(visit: Visit) -> None:
    page = visit.open(PAGE)
    expect(page.locator(".compose-form")).to_be_hidden()
    links = page.locator(".compose-without a")
    expect(links).to_have_count(2)
    assert (links.first.get_attribute("href") or "").startswith(f"{REPOSITORY}/issues/new?template=claim.yml")
    links.last.click()
    expect(page.locator("h1")).to_contain_text("Adding and mending facts")


def test_from_files_and_without_a_repository_the_lines_are_copied(visit_files: Visit) -> None:
    page = visit_files.open("golden/site/contribute/compose/index.html")
    fill(page, **COUNT)
    expect(page.locator("[data-note=quote]")).to_have_text("Found, word for word, in paragraph 6.")
    expect(page.locator(".compose-steps")).to_contain_text("for the file facts/sources/gazette-closure.yml")
    expect(page.locator(".compose-go")).to_have_count(0)


def test_data_that_does_not_come_is_told(visit: Visit) -> None:
    visit.page.route("**/compose-record.js", lambda route: route.fulfill(body=""))
    page = visit.open(PAGE)
    expect(page.locator(".compose-status")).to_contain_text("The data of the record could not be loaded.")
    expect(page.locator(".compose-without")).to_be_visible()


def test_it_is_made_in_every_language(visit: Visit) -> None:
    built("languages")
    page = visit.open("languages/site/ru/contribute/compose/index.html?question=cracks")
    expect(page.locator("[data-about=question] a")).to_have_text("Страница вопроса")
    fill(page, quote="too short")
    page.locator("[name=quote]").blur()
    assert page.locator("#p-quote .compose-problem").get_attribute("lang") == "en"
    page.locator("[data-about=question] a").evaluate("each => each.removeAttribute('target')")
    page.locator("[data-about=question] a").click()
    assert page.url.endswith("/languages/site/ru/questions/cracks/index.html")
