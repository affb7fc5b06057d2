"""Breaks in the pages of a paper."""

from __future__ import annotations

import re
from random import Random

from msgspec import structs

from faults.drafts import Draft, Fault, Pair, with_paragraph
from memcon.model import Box, Declassification, Document, Page, Record, Word

_NUMBER = re.compile(r"(?<=\s)(\d)[ \t]*$", re.MULTILINE)
_NUMBERED = ("clinton", "bush", "vp")


def _sheets(draft: Draft) -> list[str]:
    return draft.text().split("\f")


def _dropped(random: Random, draft: Draft) -> Pair | None:
    count = len(_sheets(draft))
    if count < 3:
        return None
    lost = random.randrange(1, count - 1)
    return draft, draft.edited(lambda text: "\f".join(s for n, s in enumerate(text.split("\f")) if n != lost))


def _doubled(random: Random, draft: Draft) -> Pair | None:
    count = len(_sheets(draft))
    if count < 2:
        return None
    twice = random.randrange(1, count)

    def edit(text: str) -> str:
        sheets = text.split("\f")
        return "\f".join((*sheets[: twice + 1], *sheets[twice:]))

    return draft, draft.edited(edit)


def _swapped(random: Random, draft: Draft) -> Pair | None:
    count = len(_sheets(draft))
    if count < 3:
        return None
    first = random.randrange(1, count - 1)

    def edit(text: str) -> str:
        sheets = text.split("\f")
        sheets[first], sheets[first + 1] = sheets[first + 1], sheets[first]
        return "\f".join(sheets)

    return draft, draft.edited(edit)


def _counted(text: str) -> str:
    """Page numbers as ``Page 2 of 3``."""
    sheets = text.split("\f")
    return "\f".join(
        (sheets[0], *(_NUMBER.sub(rf"Page \1 of {len(sheets)}", s, count=1) for s in sheets[1:]))
    )


def _cut_short(random: Random, draft: Draft) -> Pair | None:
    del random
    if len(_sheets(draft)) < 3:
        return None
    whole = draft.edited(_counted)
    return whole, whole.edited(lambda text: text.rpartition("\f")[0])


def _unnumbered(random: Random, draft: Draft) -> Pair | None:
    count = len(_sheets(draft))
    if count < 3:
        return None
    bare = random.randrange(1, count - 1)

    def edit(text: str) -> str:
        sheets = text.split("\f")
        sheets[bare] = _NUMBER.sub("", sheets[bare], count=1)
        return "\f".join(sheets)

    return draft, draft.edited(edit)


def _headed(text: str, numbers: tuple[int, ...]) -> str:
    head = "UNCLASSIFIED U.S. Department of State Case No. F-2014-20439 Doc No. C0577{:04d}"
    return "\f".join(
        f"{head.format(number)}\n{sheet}" for number, sheet in zip(numbers, text.split("\f"), strict=True)
    )


def _strange(random: Random, draft: Draft) -> Pair | None:
    count = len(_sheets(draft))
    if count < 2:
        return None
    own, other = random.sample(range(1000, 9999), 2)
    strange = random.randrange(1, count)
    numbers = tuple(other if n == strange else own for n in range(count))
    return (
        draft.edited(lambda text: _headed(text, (own,) * count)),
        draft.edited(lambda text: _headed(text, numbers)),
    )


def _with_sheet(case: str, document: Document) -> Document:
    """A marker page of `case` behind the paper."""
    text = f"Case Number: {case}"
    number = document.pages[-1].number + 1
    line = structs.replace(document.lines[-1], number=len(document.lines), page=number, text=text, words=(0,))
    sheet = Page(number, 816, 1056, 96, words=(Word(text, Box(100, 100, 300, 112)),))
    return structs.replace(
        document,
        pages=(*document.pages, sheet),
        lines=(*document.lines, line),
        records=(*document.records, Record((number, number), "marker")),
    )


def _misfiled(random: Random, draft: Draft) -> Pair | None:
    own, other = (f"20{random.randint(10, 19)}-{random.randint(1, 999):04d}-M" for _ in range(2))
    if own == other:
        return None
    given = Declassification("E.O. 13526", f"{own} (1.{random.randint(10, 60)})", "2019-03-07", "KLM")
    stamped = draft.having(declassification=given, stamps=("DECLASSIFIED PER E.O. 13526",))
    return (
        structs.replace(stamped, finish=lambda document: _with_sheet(own, document)),
        structs.replace(stamped, finish=lambda document: _with_sheet(other, document)),
    )


def _blank(random: Random, draft: Draft) -> Pair | None:
    count = len(_sheets(draft))
    if count < 2:
        return None
    at = random.randrange(1, count)

    def edit(text: str) -> str:
        sheets = text.split("\f")
        return "\f".join((*sheets[:at], "\n", *sheets[at:]))

    return draft, draft.edited(edit)


def _withheld(random: Random, draft: Draft) -> Pair | None:
    at = random.choice([n for n, turn in enumerate(draft.record.turns) if turn.speaker])
    broken = with_paragraph(draft.record, "[1 page not declassified]", at)
    return draft, structs.replace(draft, record=broken)


def _worn(share: float, document: Document) -> Document:
    """The first page as if from a scan of which a share of the words is doubtful."""
    page = document.pages[0]
    keep = round(len(page.words) * (1 - share))
    words = tuple(structs.replace(w, confidence=1.0 if n < keep else 0.4) for n, w in enumerate(page.words))
    worn = structs.replace(page, words=words, reader="ocr", quality=round(1 - share, 3))
    return structs.replace(document, pages=(worn, *document.pages[1:]))


def _poor(random: Random, draft: Draft) -> Pair | None:
    good, bad = random.uniform(0, 0.35), random.uniform(0.45, 0.95)
    return (
        structs.replace(draft, finish=lambda document: _worn(good, document)),
        structs.replace(draft, finish=lambda document: _worn(bad, document)),
    )


FAULTS = (
    Fault("P01", _NUMBERED, _dropped),
    Fault("P02", _NUMBERED, _doubled),
    Fault("P03", _NUMBERED, _swapped),
    Fault("P04", _NUMBERED, _cut_short),
    Fault("P05", _NUMBERED, _unnumbered),
    Fault("P06", ("clinton", "bush"), _strange),
    Fault("P07", ("clinton",), _misfiled),
    Fault("P08", ("clinton", "bush", "state"), _blank),
    Fault("P09", ("clinton", "bush"), _withheld),
    Fault("P10", ("clinton", "bush", "state", "ford"), _poor),
)
