"""The words of the interface: the same in every language, with the same values, the plural forms of each, dates in words."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from generator import dates, wording
from generator.wording import ORIGINAL, Text, Wording

FURTHER = [tag for tag in wording.languages() if tag != ORIGINAL]
LANGUAGES = pytest.mark.parametrize("language", FURTHER)
ENDS = st.from_regex(r"(20[012]\d|19\dX)(-(0[1-9]|1[0-2]|2[1-4]|XX)(-(0[1-9]|1\d|2[0-8]|XX))?)?[~?%]?", fullmatch=True)
INTERVALS = st.tuples(st.one_of(ENDS, st.just("..")), st.one_of(ENDS, st.just(".."))).map("/".join)


def values(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def forms(text: Text) -> Mapping[str, str]:
    return {"other": text} if isinstance(text, str) else text


def test_there_are_the_languages_of_those_whom_the_record_is_about() -> None:
    assert wording.languages() == ("az", "en", "hy", "ru")


@LANGUAGES
def test_a_translation_has_the_texts_of_the_original_with_their_values(language: str) -> None:
    original, given_ = dict(wording.translated(ORIGINAL)), dict(wording.translated(language))
    assert set(given_) ^ set(original) == set()
    for key, text in original.items():
        assert isinstance(given_[key], str) == isinstance(text, str), key
        wanted = values(forms(text)["other"])
        for form, told in forms(given_[key]).items():
            assert values(told) | {"n"} == wanted | {"n"}, (key, form)
            assert told.strip(), key


@LANGUAGES
def test_a_translation_has_every_plural_form_of_its_language(language: str) -> None:
    wanted = {Locale.parse(language).plural_form(number) for number in range(200)}
    for key, text in wording.translated(language):
        if not isinstance(text, str):
            assert wanted - set(text) in (set(), {"many"}), key  # `other` stands for `many`, where they are alike


def test_russian_counts_in_three_ways() -> None:
    say = wording.load("ru").say
    assert [say("search.claims", n=number).partition(" ")[2] for number in (1, 2, 5, 11, 21)] == [
        "утверждение", "утверждения", "утверждений", "утверждений", "утверждение",
    ]  # fmt: skip


def test_a_text_that_is_not_translated_yet_stays_in_the_original(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"en": [("a", "one"), ("b", "two")], "ru": [("b", "два")]}
    monkeypatch.setattr(wording, "translated", known.__getitem__)
    loaded = wording.load.__wrapped__("ru")
    assert (loaded.say("a"), loaded.say("b")) == ("one", "два")


@given(st.one_of(ENDS, INTERVALS))
def test_english_dates_are_those_of_the_record(edtf: str) -> None:
    try:
        wanted = dates.in_words(edtf)
    except dates.DateError:
        for language in wording.languages():
            with pytest.raises(dates.DateError):
                wording.load(language).date(edtf)
        return
    assert wording.load().date(edtf) == wanted
    for language in FURTHER:
        told = wording.load(language).date(edtf)
        assert not set(re.findall(r"[a-z]+", told)) & {"about", "until", "or", "later", "to", "uncertain", "the", "years"}


@pytest.mark.parametrize(
    ("edtf", "told"),
    [
        ("2020-12-15", ["15 dekabr 2020", "15 դեկտեմբերի, 2020", "15 декабря 2020"]),
        ("2020-12~", ["təxminən dekabr 2020", "մոտավորապես դեկտեմբեր 2020", "примерно декабрь 2020"]),
        ("../2021", ["ən geci 2021", "ոչ ուշ, քան 2021", "не позже чем 2021"]),
        ("2021-05/..", ["may 2021 və ya sonra", "մայիս 2021 կամ ավելի ուշ", "май 2021 или позже"]),
        ("2023-21?", ["yaz 2023 (sual altında)", "գարուն 2023 (հարցականի տակ)", "весна 2023 (под вопросом)"]),
    ],
)
def test_dates_are_told_in_the_readers_language(edtf: str, told: list[str]) -> None:
    assert [wording.load(tag).date(edtf) for tag in ("az", "hy", "ru")] == told


def test_values_are_escaped_and_markup_is_kept() -> None:
    words = Wording("en", {"told": "<{who}>"})
    assert words.markup("told", who="a & b") == "&lt;a &amp; b&gt;"
