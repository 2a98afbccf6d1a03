"""A paraphrase says that somebody said, reported or wrote something, and does not judge how.

A verb of saying can take a side: who "concedes" was wrong before, who "points out" is right, who "boasts" is vain.
The verbs to use are listed on the page of the method.

bad:
    says: The office boasted that at least 6000 people came.

good:
    says: The office said that at least 6000 people came.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Record
from generator.problems import Problem
from generator.rules import loaded_word

WHY = "this verb judges the speaker or the answer, and the record treats every speaker alike"

# What a paraphrase is written with. None of them says whether the answer is true or the speaker honest.
VERBS = (
    "answer", "announce", "ask", "believe", "call", "count", "date", "decline", "deny", "describe", "disagree", "give",
    "hope", "list", "name", "place", "promise", "put", "quote", "read", "report", "say", "set", "speak", "tell", "use",
    "write",
)  # fmt: skip
FORMS = {
    "deny": ("deny", "denies", "denied"), "give": ("give", "gives", "gave", "given"), "put": ("put", "puts"),
    "read": ("read", "reads"), "say": ("say", "says", "said"), "set": ("set", "sets"),
    "speak": ("speak", "speaks", "spoke"), "tell": ("tell", "tells", "told"), "write": ("write", "writes", "wrote"),
}  # fmt: skip

# Each with what to write instead, in all its forms. Where a verb has an innocent meaning, the words after it tell.
JUDGING = {
    "boast(?:s|ed)?": "said", "brag(?:s|ged)?": "said", "gloat(?:s|ed)?": "said", "rant(?:s|ed)?": "said",
    "complain(?:s|ed)? that": "said that", "whine(?:s|d)?": "said", "grumble(?:s|d)?": "said", "lament(?:s|ed)?": "said",
    "conced(?:e|es|ed)": "said", "acknowledge[sd]? that": "said that", "confirm(?:s|ed)? that": "said that",
    "point(?:s|ed)? out": "said", "note[sd]? that": "said that", "remind(?:s|ed)? that": "said that",
    "stress(?:es|ed)? that": "said that", "emphasi[sz]e[sd]?": "said", "underline[sd]? that": "said that",
    "highlight(?:s|ed)? that": "said that", "explain(?:s|ed)? that": "said that", "clarif(?:y|ies|ied) that": "said that",
    "prove[sd]? that": "said that", "demonstrate[sd]? that": "said that", "warn(?:s|ed)? that": "said that",
    "vow(?:s|ed)? to": "promised to", "assure[sd]?": "said", "reassure[sd]?": "said", "pretend(?:s|ed)?": "said",
    "purport(?:s|ed)?": "said", "claim(?:s|ed)? that": "said that", "claimed": "said", "maintain(?:s|ed)? that": "said that",
    "argue[sd]? that": "said that", "suggest(?:s|ed)? that": "said that", "let(?:s)? slip": "said",
    "scoff(?:s|ed)?": "said", "lash(?:es|ed)? out": "spoke", "downplay(?:s|ed)?": "said", "parrot(?:s|ed)?": "said",
}  # fmt: skip
_JUDGING = re.compile("|".join(rf"\b(?P<v{n}>{form})\b" for n, form in enumerate(JUDGING)), re.I)
_INSTEAD = tuple(JUDGING.values())


def check(record: Record) -> Iterator[Problem]:
    """Yield a Problem for each verb of a paraphrase that judges its speaker."""
    for checked, path, _, text, _ in record.texts("text"):
        if path[-1] != "says":
            continue
        for verb, instead in dict(judging(text)).items():
            line, column, width = loaded_word.place(checked, path, verb)
            yield checked.problem_at(
                "attribution-verb", line, column, width, f"`{verb}` judges its speaker", why=WHY,
                mend=f"write neutrally ({instead}), or put the speaker's own word into quotation marks",
            )  # fmt: skip


def judging(text: str) -> Iterator[tuple[str, str]]:
    """Yield each judging verb of `text` that stands outside quotation marks, with what to write instead."""
    for match in _JUDGING.finditer(loaded_word.unquoted(text)):
        yield match[0], _INSTEAD[int((match.lastgroup or "v0")[1:])]


def attributes(text: str) -> bool:
    """Return whether `text` has a verb of the list, outside quotation marks."""
    words = set(re.findall(r"\w+", loaded_word.unquoted(text).lower()))
    return any(words & forms(verb) for verb in VERBS)


def forms(verb: str) -> set[str]:
    """Return the forms of a listed verb."""
    known = FORMS.get(verb)
    if known:
        return set(known)
    stem = verb.removesuffix("e")
    return {verb, f"{verb}s", f"{stem}ed"}
