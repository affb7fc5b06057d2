"""The queue of doubts: the crop beside the candidates, and a decision for each."""

from __future__ import annotations

from typing import Annotated

from litestar import Response, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body, QueryParameter
from msgspec import Struct

from memcon import Box, Doubt
from memcon.serve import links
from memcon.serve.answers import Said
from memcon.serve.correcting import MARKS, Undoing, answer_done, ours, remembered
from memcon.serve.desk import AtDesk, Visit
from memcon.serve.places import Bit
from memcon.serve.reading import Identity

AT_ONCE = 20
"""Doubts on a page of the queue."""
ASIDE, ABOVE = 260, 46
"""Page pixels that a crop shows beside and above what is doubtful, at 200 dots an inch."""


class DoubtAnswer(Struct, frozen=True):
    """A place at which a person should look."""

    record: str
    file: str
    path: str
    kind: str
    value: str | None
    candidates: list[str]
    page: int
    box: list[int] | None
    confidence: float
    context: str | None


class Queue(Struct, frozen=True):
    """A page of the doubts, the most doubtful first."""

    skip: int
    doubts: list[DoubtAnswer]
    more: bool


class Card(Struct, frozen=True):
    """A doubt as it is shown."""

    doubt: Doubt
    bits: tuple[Bit, ...]
    """The value, its doubtful words apart."""
    crop: Box | None
    marks: tuple[Box, ...]
    """What is doubtful, within the crop."""


class Decision(Undoing):
    """That what stands at a path is right."""

    path: str = ""
    why: str = ""


@get("/review")
async def review(
    request: Visit,
    desk: AtDesk,
    skip: Annotated[int, QueryParameter(ge=0, le=1_000_000)] = 0,
    record: Annotated[str, QueryParameter(max_length=90)] = "",
) -> Response[Queue]:
    """What a person should look at, the most doubtful first: in all records, or in one."""
    found = await desk.shelf.ask(lambda archive: archive.doubts(record or None, limit=AT_ONCE + 1, skip=skip))
    doubts = found[:AT_ONCE]
    answer = Queue(skip, [_answer(doubt) for doubt in doubts], len(found) > AT_ONCE)
    return desk.answer(
        request,
        answer,
        "review.html",
        cards=[card(doubt) for doubt in doubts],
        marks=MARKS,
        record=record,
        author=remembered(request),
    )


def _answer(doubt: Doubt) -> DoubtAnswer:
    box = doubt.box
    return DoubtAnswer(
        doubt.record,
        doubt.file,
        doubt.path,
        doubt.kind,
        doubt.value,
        list(doubt.candidates),
        doubt.page,
        [box.left, box.top, box.right, box.bottom] if box else None,
        doubt.confidence,
        doubt.context,
    )


def card(doubt: Doubt) -> Card:
    """A doubt with its crop: the words and what stands around them."""
    boxes = tuple(word.box for word in doubt.words if _near(word.box, doubt.box)) or (
        (doubt.box,) if doubt.box else ()
    )
    if not doubt.box:
        return Card(doubt, tuple(_bits(doubt)), None, ())
    scale = (doubt.dpi or 200) / 200
    aside, above = round(ASIDE * scale), round(ABOVE * scale)
    box = doubt.box
    crop = Box(max(box.left - aside, 0), max(box.top - above, 0), box.right + aside, box.bottom + above)
    return Card(doubt, tuple(_bits(doubt)), crop, boxes)


def _near(box: Box, whole: Box | None) -> bool:
    """Whether a word stands in the box of the doubt; its other words are on the next page."""
    return whole is not None and whole.holds(box)


def _bits(doubt: Doubt) -> list[Bit]:
    text = doubt.value or ""
    found: list[Bit] = []
    at = 0
    for word in sorted(doubt.words, key=lambda word: word.start):
        end = word.start + len(word.text)
        if word.start < at:
            continue
        if word.start > at:
            found.append(Bit(text[at : word.start]))
        sure = f"read with {round(word.confidence * 100)} in 100 sure"
        found.append(Bit(text[word.start : end], f"{sure}; or {word.other}" if word.other else sure))
        at = end
    return [*found, Bit(text[at:])] if text[at:] else found


@post("/records/{identity:str}/confirm", status_code=200)
async def confirm(
    request: Visit, desk: AtDesk, identity: Identity,
    data: Annotated[Decision, Body(media_type=RequestEncodingType.URL_ENCODED)],
) -> Response[Said]:  # fmt: skip
    """Say that what stands at a path of a record is right; it is no doubt any more."""
    desk.require_writing(request)
    why, author = data.why.strip() or "looked at", data.author.strip() or None
    done = await desk.shelf.change(
        lambda archive: archive.confirm(identity, data.path, why=why, author=author)
    )
    back = ours(data.back) or links.record(links.short(done.record), anchor=links.anchor(done.path))
    return answer_done(request, done, back, data.author, stay=bool(data.stay))


ROUTES = (review, confirm)
