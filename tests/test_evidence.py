"""Fingerprints: a quote stands in a paragraph word for word, digit for digit, or it is told that it does not."""

from __future__ import annotations

import random
import re
import shutil
import string
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import check, evidence, load, model
from generator.evidence import FingerprintError, dump, fold, make, paragraphs, parse, runs_of, words
from generator.rules.paragraph import places

HERE = Path(__file__).parent
TEXT = "Reporters counted 33 lanterns in the lanes, 3,183 on the bridge – and “at least 41” (or more) by the gate.\n"
WORDS = st.text(string.ascii_lowercase + "ءاسфяհիğıçü0123456789", min_size=1, max_size=6)
SENTENCES = st.lists(WORDS, min_size=4, max_size=14).map(" ".join)


def stands(quote: str, text: str = TEXT) -> bool:
    return make(text).stands_in(quote, 1)


@pytest.mark.parametrize(
    "quote",
    [
        "counted 33 lanterns in",
        "  counted   33 lanterns\u00a0in\n",
        "3,183 on the bridge - and",
        "3,183 on the bridge — and",
        "3,183 on the bridge—and",
        'and "at least 41" (or',
        "and „at least 41” (or",
        "at least 41” (or more) by the gate",
        "or more) by the gate",
        "“or more) by the gate.”",
        "in the lanes, 3,183 on the bridge",
    ],
)
def test_white_space_dashes_quotation_marks_and_outer_punctuation_may_differ(quote: str) -> None:
    assert stands(quote)


@pytest.mark.parametrize(
    "quote",
    [
        "counted 3 lanterns in",
        "counted 333 lanterns in",
        "3.183 on the bridge",
        "3183 on the bridge",
        "3 183 on the bridge",
        "-3,183 on the bridge",
        "and at most 41",
        "and at least 4",
        "and “at least 42” (or",
        "reporters counted 33 lanterns",
        "in the lanes 3,183 on the bridge",
        "or more by the gate",
        "lanterns in the lanés,",
        "the bridge and at",
        "counted 33 Lanterns in",
        "the gate Reporters counted",
        "in the lanes",
        "",
    ],
)
def test_letters_digits_and_inner_punctuation_may_not(quote: str) -> None:
    assert not stands(quote)


@pytest.mark.parametrize(
    ("text", "quote", "other"),
    [
        ("Փառատոնին մասնակցեց առնվազն 41 հոգի, ասաց գրասենյակը։", "մասնակցեց առնվազն 41 հոգի", "մասնակցեց առնվազն 42 հոգի"),
        ("«Քանի՞ հոգի եկավ գիշերը»,— հարցրեց թերթը։", "հոգի եկավ գիշերը», – հարցրեց", "հոգի եկան գիշերը», – հարցրեց"),
        ("Festivala ən azı 41 nəfər gəldi, şəhər dedi.", "ən azı 41 nəfər", "ən azi 41 nəfər"),
        ("На празднике было не менее 41 человека, ещё больше — на мосту.", "не менее 41 человека", "не более 41 человека"),
        ("Всё ещё идёт праздник фонарей", "ещё идёт праздник фонарей", "еще идёт праздник фонарей"),
        ("Şenliğe en az 41 kişi katıldı; İl Müdürlüğü açıkladı.", "en az 41 kişi", "en az 41 kisi"),
        ("Işıklar ırmak kıyısında yandı ve söndü", "ırmak kıyısında yandı ve", "irmak kıyısında yandı ve"),
        ("دست‌کم ۴۱ نفر به جشن آمدند، گفت دفتر.", "دست‌کم ۴۱ نفر به", "دستکم ۴۱ نفر به"),
        ("فستیوال را ۴۱ نفر دیدند؟", "را ۴۱ نفر دیدند", "را 41 نفر دیدند"),
        ("ფესტივალს სულ მცირე 41 ადამიანი დაესწრო.", "სულ მცირე 41 ადამიანი", "სულ მცირე 14 ადამიანი"),
        ("حضر المهرجان ما لا يقل عن ٤١ شخصًا، قال المكتب؛ نعم.", "لا يقل عن ٤١ شخصًا", "لا يقل عن ٤٢ شخصًا"),
        ("Café fête près du pont", "Cafe\u0301 fête près du", "Cafe fête près du"),
    ],
)
def test_every_script_is_matched_exactly(text: str, quote: str, other: str) -> None:
    assert stands(quote, text)
    assert not stands(other, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“at least 41” (or more).", ["at", "least", "41", "or", "more"]),
        ("– and… 3,183; 'tis -5 --5", ["and", "3,183", "tis", "-5", "5"]),
        ("... - “ ”", []),
        ("(-5) and *bold* #7", ["-5", "and", "bold", "7"]),
        ("ասաց։ քանի՞ ¿qué? آمدند، گفت؟", ["ասաց", "քանի", "qué", "آمدند", "گفت"]),
    ],
)
def test_words_are_without_what_clings_to_them(text: str, expected: list[str]) -> None:
    folded = fold(text)
    assert [folded[start:end] for start, end in words(folded)] == expected


def test_folding_happens_once_and_paragraphs_are_non_empty_lines() -> None:
    assert fold(" a\u2013b\t\u201cc\u201d  \u2019d ") == 'a-b "c" \'d'
    assert fold(fold(TEXT)) == fold(TEXT)
    assert paragraphs("\n one \n\n \t\ntwo\r\nthree") == ["one", "two", "three"]


def test_runs_keep_the_punctuation_between_words() -> None:
    assert list(runs_of(fold("“a, b – c: d”, (e)."))) == ["a, b - c: d", 'b - c: d", (e']
    assert list(runs_of("a b c")) == []


@given(SENTENCES, st.data())
def test_any_four_words_or_more_of_a_text_are_found_and_no_longer_text_is(sentence: str, data: st.DataObject) -> None:
    all_words = sentence.split()
    start = data.draw(st.integers(0, len(all_words) - 4))
    end = data.draw(st.integers(start + 4, len(all_words)))
    quote = " ".join(all_words[start:end])
    fingerprint = make(f"first\n{sentence}\n")
    assert 2 in fingerprint.find(quote)
    assert fingerprint.stands_in(quote, 2)
    assert not fingerprint.stands_in(quote, 1)
    assert not fingerprint.stands_in(quote, 3)
    assert not fingerprint.stands_in(quote, 0)
    assert not fingerprint.find(f"{sentence} zzzzzzz")


@given(st.lists(SENTENCES | st.just("") | WORDS, max_size=6).map("\n".join))
def test_dumping_and_parsing_are_inverse(text: str) -> None:
    fingerprint = make(text)
    dumped = dump(fingerprint)
    assert parse(dumped) == fingerprint
    assert dumped.isascii()
    assert dump(parse(dumped)) == dumped


def test_a_fingerprint_does_not_depend_on_how_the_text_was_saved() -> None:
    assert make("a b c d\n\ne f") == make("\na  b c d\r\ne f\r\n")
    assert dump(make(TEXT)) != dump(make(TEXT.replace("33", "34")))


def test_every_change_of_a_single_byte_breaks_the_seal() -> None:
    dumped = dump(make("one two three four five\nsix seven\n"))
    for at in range(len(dumped)):
        for other in {chr(ord(dumped[at]) ^ 1), "A", "\n", " "} - {dumped[at]}:
            with pytest.raises(FingerprintError):
                parse(dumped[:at] + other + dumped[at + 1 :])


def test_a_file_cut_short_or_longer_is_refused() -> None:
    dumped = dump(make("one two three four five\nsix seven\n"))
    for end in range(len(dumped)):
        with pytest.raises(FingerprintError):
            parse(dumped[:end])
    for more in ("\n", " ", "seal 0\n", dumped):
        with pytest.raises(FingerprintError):
            parse(dumped + more)


HASH = "0" * 64


@pytest.mark.parametrize(
    "rows",
    ["", "sha256 x\nparagraphs 0\n", f"sha256 {HASH}\n", f"sha256 {HASH}\nparagraphs 1\n", f"sha256 {HASH}\nparagraphs x\n",
     f"sha256 {HASH}\nparagraphs 1\nx\n", f"sha256 {HASH}\nparagraphs 1\n4 abcd\n", f"sha256 {HASH}00\nparagraphs 0\n",
     f"sha256 {HASH}\nparagraphs 1\n4 abc!?\n"],
)  # fmt: skip
def test_a_right_seal_over_something_else_is_refused(rows: str) -> None:
    """Whoever forges a seal gets a message, not a crash."""
    body = f"{evidence.FORMAT}\n{rows}"
    with pytest.raises(FingerprintError):
        parse(f"{body}seal {evidence._seal(body)}\n")


def test_a_fingerprint_reveals_no_word_of_the_text() -> None:
    text = (HERE / "texts/news-lantern-night.txt").read_text(encoding="utf-8")
    dumped = dump(make(text)).split("\n", 3)[3]
    known = {word.lower() for word in re.findall(r"\w{6,}", text)}
    assert not [word for word in known if word in dumped.lower()]


def test_false_matches_are_as_rare_as_published() -> None:
    """A run has 30 bits: among 20,000 quotes that are not in a text of 2,000 words, a match is a 1-in-30,000 event."""
    chance = random.Random(1)
    text = " ".join("".join(chance.choices(string.ascii_lowercase, k=5)) for _ in range(2_000))
    fingerprint = make(text)
    assert sum(fingerprint.stands_in(f"no {number} such run", 1) for number in range(20_000)) == 0
    codes = dump(fingerprint).splitlines()[3].partition(" ")[2]
    each = {codes[at : at + evidence.CODE] for at in range(0, len(codes), evidence.CODE)}
    assert len(each) >= 1_990, "different runs have different codes"
    assert len({code[:2] for code in each}) > 0.3 * 64**2, "and the codes are spread over all of their values"


def test_a_quote_is_not_pieced_together_from_runs_that_stand_apart() -> None:
    fingerprint = make("at least one two three four more and then one two three five again")
    assert fingerprint.stands_in("one two three five again", 1)
    assert not fingerprint.stands_in("least one two three five", 1)
    assert not fingerprint.stands_in("then one two three four", 1)


@pytest.mark.parametrize("source", ["news-lantern-night", "herald-lantern-night"])
def test_the_fingerprints_of_the_base_record_are_those_of_its_texts(
    source: str, golden: Callable[[Path, str], None]
) -> None:
    text = (HERE / f"texts/{source}.txt").read_text(encoding="utf-8")
    golden(HERE / f"base/sources/{source}.words", dump(make(text)))


def changed(quote: str) -> list[str]:
    """Return the quote with each word replaced in turn, and each digit."""
    others = [(match, "other") for match in re.finditer(r"[^\W_]+", quote)]
    others += [(match, str((int(match.group()) + 1) % 10)) for match in re.finditer(r"\d", quote)]
    return [quote[: match.start()] + other + quote[match.end() :] for match, other in others]


def test_every_changed_word_or_digit_of_every_quote_is_told_at_its_line(tmp_path: Path) -> None:
    """Mutation of the whole base record: no quote can drift from its source by one word or one digit."""
    folder = tmp_path / "facts"
    shutil.copytree(HERE / "base", folder)
    record = model.read(folder)
    mutations = 0
    for checked, path, entry, _ in list(places(record)):
        quote = getattr(entry, "quote", None)
        if quote is None:
            continue
        node = checked.document.node((*path, "quote"))
        assert node is not None
        for other in changed(quote):
            lines = list(checked.document.lines)
            lines[node.line - 1] = lines[node.line - 1].replace(quote, other)
            document = load.parse(
                "\n".join(lines).encode(), checked.document.kind, checked.document.id, checked.document.file
            )
            documents = [document if c is checked else c.document for c in record.checked]
            found = check.check(model.build("facts", documents, record.fingerprints, {}))
            assert ("not-in-source", node.line) in [(problem.rule, problem.line) for problem in found], other
            assert {problem.file for problem in found} == {checked.document.file}
            mutations += 1
    assert mutations > 200
