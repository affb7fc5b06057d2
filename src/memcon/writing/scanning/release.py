"""Declassification: what a review does to a record before its copy is made.

The classified marks are struck, passages are withheld under a code, stamps are put on. The record that comes
out is what a reader should read; what was withheld is no longer in it.
"""

from __future__ import annotations

from random import Random

from msgspec import Struct, structs

from memcon.model import Declassification, Paragraph, Record, Turn, WithdrawalRow, Withheld
from memcon.writing.scanning.settings import Ageing

_CODES = ("(b)(1)", "(b)(1)", "(b)(3)", "1.4(c)", "1.4(d)")
_REVIEWERS = ("KLM", "JDW", "RSB", "TAH")


class Stamp(Struct, frozen=True):
    """A stamp's printed lines, and the lines written by hand under them."""

    lines: tuple[str, ...]
    hand: tuple[str, ...] = ()


class Released(Struct, frozen=True):
    """A record after review, and the stamps that its first page bears."""

    record: Record
    stamps: tuple[Stamp, ...] = ()


def release(record: Record, random: Random, settings: Ageing) -> Released:
    """The record as a reviewer leaves it."""
    if record.form in ("marker", "withdrawal_sheet") or random.random() >= settings.release:
        return Released(record)
    record = _struck(record, random, settings)
    if not record.withheld and random.random() < settings.withheld:
        record = _withhold(record, random)
    stamp, declassification = _stamp(record, random, settings)
    stamps = [" ".join(stamp.lines[:2])]
    if record.banner and random.random() < settings.stamped_level:
        stamps.insert(0, record.banner)
    photocopy = _photocopy(record)
    if photocopy and random.random() < settings.photocopy:
        stamps.append(photocopy)
    record = structs.replace(record, declassification=declassification, stamps=tuple(stamps))
    return Released(record, (stamp,))


def _struck(record: Record, random: Random, settings: Ageing) -> Record:
    """Every mark above (U) crossed out, but for the few that a pen overlooks."""

    def strike(paragraph: Paragraph) -> Paragraph:
        classified = paragraph.mark is not None and not paragraph.mark.startswith("U")
        return structs.replace(paragraph, struck=classified and random.random() >= settings.overlooked)

    return structs.replace(
        record,
        subject_struck=record.subject_mark not in (None, "U"),
        turns=tuple(
            structs.replace(turn, paragraphs=tuple(strike(p) for p in turn.paragraphs))
            for turn in record.turns
        ),
        paragraphs=tuple(strike(p) for p in record.paragraphs),
    )


def _withhold(record: Record, random: Random) -> Record:
    """One to three paragraphs lose words or everything to a code."""
    code = random.choice(_CODES)
    places = [
        (t, p) for t, turn in enumerate(record.turns) for p in range(len(turn.paragraphs)) if turn.speaker
    ]
    places += [(-1, p) for p in range(len(record.paragraphs))]
    chosen = sorted(random.sample(places, min(random.randint(1, 3), len(places))), key=lambda p: p)
    if record.turns:
        chosen = [place for place in chosen if place[0] >= 0]
    withheld: list[Withheld] = []
    for turn, number in chosen:
        record, taken = _blank(record, turn, number, code, random)
        withheld += taken
    return structs.replace(record, withheld=tuple(withheld))


def _blank(
    record: Record, turn: int, number: int, code: str, random: Random
) -> tuple[Record, list[Withheld]]:
    paragraphs = list(record.turns[turn].paragraphs if turn >= 0 else record.paragraphs)
    text, taken = _without(paragraphs[number].text, code, random)
    paragraphs[number] = structs.replace(paragraphs[number], text=text)
    if turn < 0:
        return structs.replace(record, paragraphs=tuple(paragraphs)), taken
    turns = list(record.turns)
    turns[turn] = Turn(turns[turn].speaker, 1, tuple(paragraphs))
    return structs.replace(record, turns=tuple(turns)), taken


def _without(text: str, code: str, random: Random) -> tuple[str, list[Withheld]]:
    """A text without some words in its middle, or without all of its lines."""
    words = text.split()
    if len(words) < 12 or random.random() < 0.3:
        lines = max(2, round(len(text) / 60))
        return code, [Withheld(1, (code,), "lines", float(lines))]
    count = random.randint(2, 5)
    start = random.randint(3, len(words) - count - 3)
    kept = [*words[:start], code, *words[start + count :]]
    return " ".join(kept), [Withheld(1, (code,), "words", float(count))]


def _photocopy(record: Record) -> str | None:
    """The stamp of the library of the paper's president; older papers are copied without one."""
    year = (record.date or "")[:4]
    for since, library in (("1993", "CLINTON"), ("1989", "BUSH"), ("1974", "FORD")):
        if year >= since:
            return f"{library} LIBRARY PHOTOCOPY"
    return None


def _stamp(record: Record, random: Random, settings: Ageing) -> tuple[Stamp, Declassification]:
    """The stamp of the library that holds the paper."""
    part = bool(record.withheld)
    word = "DECLASSIFIED IN PART" if part else "DECLASSIFIED"
    how = "DECLASSIFIED IN PART" if part else None
    month, day, year = random.randint(1, 12), random.randint(1, 28), random.randint(2012, 2021)
    iso = f"{year}-{month:02d}-{day:02d}"
    reviewer = random.choice(_REVIEWERS)
    case = f"{random.randint(2008, 2017)}-{random.randint(1, 999):04d}-{random.choice('MMF')}"
    if random.random() < 0.7:
        case += f" (1.{random.randint(1, 60):02d})"
    order = "E.O. 13526"
    lines = (word, f"PER {order}")
    if random.random() >= settings.case_line:
        return Stamp(lines), Declassification(authority=order, release=how)
    signed = [f"{month}/{day}/{year}", reviewer]
    random.shuffle(signed)
    given = Declassification(authority=order, case=case, date=iso, reviewer=reviewer, release=how)
    if settings.typed_case and random.random() < settings.typed_case:
        return Stamp((*lines, case, " ".join(signed))), given
    return Stamp(lines, (case, "  ".join(signed))), given


def marker(record: Record) -> Record:
    """The separator page that a library puts behind the papers of a case."""
    del record
    return Record(
        (1, 1),
        "marker",
        title="Clinton Presidential Records Mandatory Declassification Review",
        style="narrative",
        paragraphs=(
            Paragraph(
                "This is not a presidential record. This is used as an administrative marker by the "
                "William J. Clinton Presidential Library Staff."
            ),
            Paragraph("Documents from this Mandatory Declassification Review were released in full."),
        ),
    )


def withdrawal_sheet(random: Random, case: str | None) -> Record:
    """The library's list of papers taken out of a folder; a struck row was released later."""
    kinds = ("memcon", "telcon", "memo", "cable", "paper")
    titles = ("re: Kessel dam talks", "re: Conversation with the Foreign Minister", "Lisem Strait options")
    rows = tuple(
        WithdrawalRow(
            f"{number:03d}",
            random.choice(kinds),
            f"{random.choice(titles)} ({random.randint(1, 9)} pages)",
            f"{random.randint(1, 12):02d}/{random.randint(1, 28):02d}/{random.randint(1993, 1999)}",
            random.choice(("P1/b(1)", "P5", "P1/b(1), P5")),
            random.random() < 0.3,
        )
        for number in range(1, random.randint(2, 5))
    )
    return Record(
        (1, 1),
        "withdrawal_sheet",
        title="Withdrawal/Redaction Sheet",
        style="list",
        declassification=Declassification(case=case) if case else None,
        withdrawals=rows,
    )
