"""Breaks in how a paper was released."""

from __future__ import annotations

from random import Random

from msgspec import structs

from faults.drafts import Draft, Fault, Pair, spoken_turns, with_paragraph
from memcon.model import Box, Declassification, Document, Seen

_WHITE_HOUSE = ("clinton", "bush")
_STAMP = ("DECLASSIFIED PER E.O. 13526",)


def _stamped(draft: Draft, authority: str = "E.O. 13526", release: str | None = None) -> Draft:
    if release:
        return draft.having(
            declassification=Declassification(release=release), stamps=(release,), withheld=()
        )
    given = Declassification(authority, "2017-0222-M (1.21)", "2019-03-07", "KLM")
    return draft.having(declassification=given, stamps=(f"DECLASSIFIED PER {authority}",))


def _cut(random: Random, draft: Draft, code: str) -> Draft:
    """One speech holds a passage that is withheld, with a code or without."""
    at = random.choice(spoken_turns(draft.record))
    gap = f"[text redacted {code}]" if code else "[text redacted]"
    return structs.replace(
        draft, record=with_paragraph(draft.record, f"We owe it to {gap} and to nobody else.", at)
    )


def _whole(draft: Draft) -> Draft | None:
    return None if draft.record.withheld else draft


def _authority(random: Random, draft: Draft) -> Pair | None:
    wrong = random.choice(("E.O. 12356", "E.O. 12065", "E.O. 11652", "E.O. 12958"))
    return _stamped(draft), _stamped(draft, wrong)


def _no_such(random: Random, draft: Draft) -> Pair | None:
    right = random.choice(("1.4(c)", "1.4(b)", "(b)(1)", "3.3(b)(1)", "25X1", "P1"))
    wrong = random.choice(("1.4(k)", "1.4(j)", "(b)(12)", "3.3(b)(11)", "25X10", "1.5(m)", "P9"))
    at = Random(draft.record.date)
    return _cut(at, draft, right), _cut(Random(draft.record.date), draft, wrong)


def _of_another(random: Random, draft: Draft) -> Pair | None:
    right = random.choice(("1.4(c)", "1.4(b)", "3.3(b)(1)", "25X1"))
    wrong = random.choice(("1.5(c)", "1.5(b)", "1.5(d)", "3.4(b)(1)", "3.4(b)(6)"))
    stamped = _stamped(draft)
    return _cut(Random(right), stamped, right), _cut(Random(right), stamped, wrong)


def _without_code(random: Random, draft: Draft) -> Pair | None:
    sound = _whole(draft)
    seed = random.random()
    return (_cut(Random(seed), sound, "1.4(c)"), _cut(Random(seed), sound, "")) if sound else None


def _code_only(random: Random, draft: Draft) -> Pair | None:
    sound = _whole(draft)
    code = random.choice(("B1", "B6", "B1, 1.4(D)", "B7(A)"))
    if sound is None:
        return None
    part = _stamped(sound, release=f"RELEASE IN PART {code}")
    return _cut(random, part, code), part


def _in_full(random: Random, draft: Draft) -> Pair | None:
    sound = _whole(draft)
    if sound is None:
        return None
    full = _stamped(sound, release=random.choice(("RELEASE IN FULL", "RELEASED IN FULL")))
    return full, _cut(random, full, "1.4(c)")


def _in_part(random: Random, draft: Draft) -> Pair | None:
    sound = _whole(draft)
    if sound is None:
        return None
    part = _stamped(sound, release=random.choice(("RELEASE IN PART", "RELEASED IN PART")))
    return _cut(random, part, "1.4(c)"), part


def _barred(document: Document) -> Document:
    page = document.pages[0]
    bar = Seen("covered", Box(100, 200, 400, 214))
    return structs.replace(document, pages=(structs.replace(page, seen=(bar,)), *document.pages[1:]))


def _covered(random: Random, draft: Draft) -> Pair | None:
    del random
    return draft, structs.replace(draft, finish=_barred)


FAULTS = (
    Fault("R01", _WHITE_HOUSE, _authority),
    Fault("R02", _WHITE_HOUSE, _no_such),
    Fault("R03", _WHITE_HOUSE, _of_another),
    Fault("R04", _WHITE_HOUSE, _without_code),
    Fault("R05", _WHITE_HOUSE, _code_only),
    Fault("R06", _WHITE_HOUSE, _in_full),
    Fault("R07", _WHITE_HOUSE, _in_part),
    Fault("R08", _WHITE_HOUSE, _covered),
)
