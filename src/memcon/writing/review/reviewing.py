"""Decisions carried out on a record: what comes out has no withheld word in it any more."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import msgspec
from msgspec import Struct, structs

from memcon.errors import UsageError
from memcon.markings import LEVELS, level_of, order_named, parse_mark, rank
from memcon.model import Declassification, Extent, Record, Withheld
from memcon.writing.review.codes import refused
from memcon.writing.review.decisions import WHOLE, Decision, Decisions, Review
from memcon.writing.review.portions import Portion, paragraph_at, portions, with_paragraph, with_text

_LINE = 65
"""Letters of a typed line, where it is not known how the paper was typed."""
_LINES_FROM = 12
"""So many withheld words are given in lines."""


class Cut(Struct, frozen=True):
    """Words ``start:end`` of a portion, withheld under codes."""

    portion: Portion
    start: int
    end: int
    codes: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.portion.words[self.start : self.end])

    @property
    def amount(self) -> tuple[Extent, int]:
        """How much is withheld, in words, or in lines where it is much."""
        count = self.end - self.start
        whole = self.start == 0 and count == len(self.portion.words)
        if count < _LINES_FROM and not (whole and count > 3):
            return "words", count
        return "lines", math.ceil(len(self.text) / _LINE)

    @property
    def note(self) -> str:
        """What stands in its place: ``[1.4(d) - 3 words not declassified]``."""
        extent, amount = self.amount
        unit = extent.removesuffix("s") if amount == 1 else extent
        return f"[{', '.join(self.codes)} - {amount} {unit} not declassified]"


class Reviewed(Struct, frozen=True):
    """A record after review."""

    record: Record
    """What is released; where it is withheld whole, nothing but its form and its pages."""
    cuts: tuple[Cut, ...] = ()
    whole: tuple[str, ...] = ()
    """The codes under which all of it is withheld."""
    marks: tuple[tuple[Portion, str | None], ...] = ()
    """Each marked portion with the mark it is downgraded to; None where it is struck."""
    elsewhere: tuple[str, ...] = ()
    """Places that still have a name or a figure that was withheld in another."""

    @property
    def lowered(self) -> str | None:
        """The level that the paper is downgraded to: the highest of its lowered marks; None for none."""
        lower = [to for _, to in self.marks if to and level_of(to) != LEVELS["U"]]
        return level_of(max(lower, key=rank)) if lower else None

    @property
    def withheld(self) -> tuple[str, ...]:
        """The passages that must not be in the copy."""
        return tuple(cut.text for cut in self.cuts)

    @property
    def released(self) -> tuple[str, ...]:
        """Every text of the record that is released."""
        return tuple(_strings(msgspec.to_builtins(self.record)))


Rows = Mapping[str, Sequence[int]]
"""For each portion how many words stand on each of its lines."""


def reviewed(record: Record, decisions: Decisions, number: int = 1, rows: Rows | None = None) -> Reviewed:
    """Record `number` of a file after the decisions about it; `rows` where it was read from lines.

    Raises `memcon.errors.UsageError` where the decisions do not fit the record or cite what the order does
    not know, naming the first such place and how many more there are.
    """
    given = decisions.of_record(number)
    problems = list(_about(decisions.review, record))
    plan = _Plan(record, given, decisions.review, rows or {}, problems)
    done = plan.carried_out()
    if problems:
        more = f", and {len(problems) - 1} more of the kind" if len(problems) > 1 else ""
        raise UsageError(f"record {number}: {problems[0]}{more}", "Change the decisions")
    return done


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _about(review: Review, record: Record) -> Iterator[str]:
    """What is wrong with the review itself: a day that is none or is before the paper's, an unknown order."""
    try:
        if review.date and not (_DAY.fullmatch(review.date) and date.fromisoformat(review.date)):
            yield f"the review's date {review.date} is no day written as YYYY-MM-DD"
        elif review.date and record.date and review.date < record.date:
            yield f"the review of {review.date} is before the paper, of {record.date}"
    except ValueError:
        yield f"the review's date {review.date} is no day"
    if review.authority.upper().startswith("E.O.") and order_named(review.authority) is None:
        yield f"there is no {review.authority} on classification"


class _Plan:
    """The decisions of one record, held against its portions."""

    def __init__(
        self, record: Record, given: Sequence[Decision], review: Review, rows: Rows, problems: list[str]
    ) -> None:
        self.record, self.review, self.rows, self.problems = record, review, rows, problems
        self.portions = {portion.at: portion for portion in portions(record)}
        self.given: dict[str, list[Decision]] = {}
        for decision in given:
            self.given.setdefault(decision.at, []).append(decision)
        self.rest = self.given.pop(WHOLE, [])

    def carried_out(self) -> Reviewed:
        for at in self.given:
            if at not in self.portions:
                self.problems.append(f"there is no portion {at}")
        whole = next((d for d in self.rest if d.verdict == "withhold"), None)
        if whole and not self.given:
            self._codes(whole)
            return Reviewed(Record(self.record.pages, self.record.form), whole=whole.codes)
        cuts: list[Cut] = []
        marks: list[tuple[Portion, str | None]] = []
        for portion in self.portions.values():
            found, to = self._decided(portion)
            cuts += found
            if portion.mark and level_of(portion.mark) != LEVELS["U"]:
                marks.append((portion, to))
        record = _settled(self.record, cuts, marks, self.review)
        return Reviewed(record, tuple(cuts), (), tuple(marks), tuple(_elsewhere(record, cuts)))

    def _decided(self, portion: Portion) -> tuple[list[Cut], str | None]:
        """What is withheld of a portion, and the mark it is downgraded to."""
        given = self.given.get(portion.at) or [structs.replace(d, at=portion.at) for d in self.rest]
        if not given:
            if portion.body:
                self.problems.append(f"{portion.at} is not decided about")
            return [], None
        cuts: list[Cut] = []
        to: str | None = None
        for decision in given:
            self._same(portion, decision)
            if decision.verdict == "withhold":
                cuts += self._cut(portion, decision)
            elif decision.verdict == "downgrade":
                to = self._lower(portion, decision)
            elif decision.codes or decision.words or decision.lines:
                self.problems.append(f"{portion.at} is released, and yet codes or words are named")
        cuts.sort(key=lambda cut: cut.start)
        for first, second in pairwise(cuts):
            if second.start < first.end:
                self.problems.append(f"two decisions about {portion.at} withhold the same words")
        return cuts, to

    def _same(self, portion: Portion, decision: Decision) -> None:
        """Whether the decision was made about this very portion."""
        if decision.mark is not None and decision.mark != (portion.mark or ""):
            self.problems.append(
                f"{portion.at} is marked ({portion.mark or 'nothing'}) and was decided as ({decision.mark})"
            )
        if decision.of is not None and decision.of != len(portion.words):
            count = len(portion.words)
            self.problems.append(f"{portion.at} has {count} words and was decided with {decision.of}")

    def _cut(self, portion: Portion, decision: Decision) -> list[Cut]:
        self._codes(decision)
        count = len(portion.words)
        rows = self.rows.get(portion.at, ())
        if decision.words:
            found = _range(decision.words)
        elif decision.lines:
            found = _words_of_lines(_range(decision.lines), rows)
            if not rows:
                self.problems.append(f"the lines of {portion.at} are not known: name its words")
                return []
        else:
            found = (0, count)
        if found is None or not 0 <= found[0] < found[1] <= count:
            what = decision.words or decision.lines
            self.problems.append(f"{portion.at} has words 1-{count} and not {what}")
            return []
        return [Cut(portion, found[0], found[1], decision.codes)]

    def _codes(self, decision: Decision) -> None:
        if not decision.codes:
            self.problems.append(f"{decision.at} is withheld without a code")
        for code in decision.codes:
            why = refused(code, self.review.authority, self.record.date)
            if why:
                self.problems.append(f"{decision.at}: {why}")

    def _lower(self, portion: Portion, decision: Decision) -> str | None:
        to = parse_mark(f"({decision.to})") if decision.to else None
        if to is None:
            self.problems.append(f"{portion.at} is downgraded to no mark that there is")
        elif portion.mark is None or rank(to) >= rank(portion.mark):
            self.problems.append(f"({to}) is not below the mark of {portion.at}")
        return to


def _range(text: str) -> tuple[int, int] | None:
    """``4-9`` counted from 1 as 3 and 9, counted from 0 and the end left out."""
    found = re.fullmatch(r"\s*(\d+)\s*(?:[-–]\s*(\d+)\s*)?", text)
    return (int(found[1]) - 1, int(found[2] or found[1])) if found else None


def _words_of_lines(lines: tuple[int, int] | None, rows: Sequence[int]) -> tuple[int, int] | None:
    if lines is None or not 0 <= lines[0] < lines[1] <= len(rows):
        return None
    return sum(rows[: lines[0]]), sum(rows[: lines[1]])


def _settled(
    record: Record, cuts: Sequence[Cut], marks: Iterable[tuple[Portion, str | None]], review: Review
) -> Record:
    """The record with its passages replaced by notes, its marks struck or lowered, its stamp put on."""
    by_place: dict[str, list[Cut]] = {}
    for cut in cuts:
        by_place.setdefault(cut.portion.at, []).append(cut)
    for at, found in by_place.items():
        record = with_text(record, at, _noted(found))
    lowered: list[str] = []
    for portion, to in marks:
        lowered += [to] if to and level_of(to) != LEVELS["U"] else []
        record = _marked(record, portion, to)
    return structs.replace(
        record,
        withheld=tuple(_withheld(record, cuts)),
        declassification=_stamped(review, bool(cuts), lowered),
        stamps=_stamps(review, bool(cuts), lowered, record.stamps),
        elements=(),
        evidence=(),
    )


_NOTE = re.compile(r"\[[^\[\]]* not declassified\]")


def _withheld(record: Record, cuts: Sequence[Cut]) -> Iterator[Withheld]:
    """Every withheld passage in the order of the text, those that an earlier release had withheld too.

    A cable gives its subject twice, in its routing lines and in its text.
    """
    mine, earlier = list(cuts), list(record.withheld)
    for portion in portions(record):
        for note in _NOTE.findall(portion.text):
            if mine and mine[0].note == note:
                cut = mine.pop(0)
                twice = record.form == "cable" and portion.at == "subject"
                yield from [Withheld(1, cut.codes, *_amount(cut))] * (2 if twice else 1)
            elif earlier:
                yield earlier.pop(0)
    yield from earlier


def _amount(cut: Cut) -> tuple[Extent, float]:
    extent, amount = cut.amount
    return extent, float(amount)


def _noted(cuts: Sequence[Cut]) -> str:
    """The text with notes for its cuts; a stage direction keeps its brackets, or it would be a speech."""
    portion = cuts[0].portion
    stage = portion.speaker is None and portion.at.startswith("turns/")
    words, at, parts = portion.words, 0, list[str]()
    for cut in cuts:
        opening = "(" if stage and words[cut.start][:1] in "([" else ""
        closing = ")" if stage and words[cut.end - 1].rstrip(".,")[-1:] in (")", "]") else ""
        parts += [*words[at : cut.start], f"{opening}{cut.note}{closing}"]
        at = cut.end
    return " ".join([*parts, *words[at:]])


def _marked(record: Record, portion: Portion, to: str | None) -> Record:
    if portion.at == "subject":
        return structs.replace(record, subject_mark=to or record.subject_mark, subject_struck=to is None)
    paragraph = paragraph_at(record, portion.at)
    changed = structs.replace(paragraph, mark=to or paragraph.mark, struck=to is None)
    return with_paragraph(record, portion.at, changed)


def release_words(part: bool, lowered: Sequence[str]) -> str:
    """The stamp's first line."""
    if lowered:
        return f"DOWNGRADED TO {level_of(max(lowered, key=rank))}"
    return "DECLASSIFIED IN PART" if part else "DECLASSIFIED"


def _stamped(review: Review, part: bool, lowered: Sequence[str]) -> Declassification:
    words = release_words(part, lowered)
    case = f"{review.case} ({review.item})" if review.case and review.item else review.case
    return Declassification(
        authority=review.authority,
        case=case,
        date=review.date,
        reviewer=review.reviewer,
        release=None if words == "DECLASSIFIED" else words,
    )


def _stamps(review: Review, part: bool, lowered: Sequence[str], before: tuple[str, ...]) -> tuple[str, ...]:
    kept = tuple(stamp for stamp in before if not stamp.startswith(("DECLASSIFIED", "DOWNGRADED")))
    stamp = f"{release_words(part, lowered)} PER {review.authority}"
    copied = f"{review.library.upper()} LIBRARY PHOTOCOPY" if review.library else None
    return (stamp, *kept, *((copied,) if copied and copied not in kept else ()))


_NAME = re.compile(r"\b[A-Z][a-zA-Z'’-]{2,}\b|\b\d[\d,.]*\d\b")


def _elsewhere(record: Record, cuts: Sequence[Cut]) -> Iterator[str]:
    """Portions that still have a name or a figure that was withheld in another."""
    names: set[str] = set()
    for cut in cuts:
        words = cut.text.split()
        first = 1 if cut.start == 0 or _ends(cut.portion.words[cut.start - 1]) else 0
        for place, word in enumerate(words):
            opening = place < first or (place and _ends(words[place - 1]))
            if not opening or word[:1].isdigit():
                names.update(_NAME.findall(word))
    for portion in portions(record):
        if names.intersection(_NAME.findall(portion.text)):
            yield portion.at


def _ends(word: str) -> bool:
    return word.endswith((".", "?", "!", ":"))


def _strings(value: Any) -> Iterator[str]:  # noqa: ANN401  JSON of any shape
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():  # pyright: ignore[reportUnknownVariableType]
            yield from _strings(item)
    elif isinstance(value, list | tuple):
        for item in value:  # pyright: ignore[reportUnknownVariableType]
            yield from _strings(item)
