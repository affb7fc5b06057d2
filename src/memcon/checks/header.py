"""Checks of the header: fields of the form, the subject's people, title against subject, the log number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from memcon.checks.paper import Paper
from memcon.checks.roster import Roster, alike, name_words, words_of
from memcon.model import Diagnostic, Record

_WITH = re.compile(
    r"\b(?:telcon|telecon|telephone call|phone call|(?:telephone )?conversation|call|meeting|lunch|dinner|"
    r"breakfast|talk|discussion)s?\s+with\s+(?P<whom>[^,;:()]+)",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(r"\btele(?:phone|con|com)|\btelcon\b|\bphone\b|\bcall\b", re.IGNORECASE)
_MEETING = re.compile(
    r"\b(?:meeting|lunch|dinner|breakfast|pull-aside|bilateral|one-on-one|luncheon)\b", re.IGNORECASE
)
_TITLE_TELEPHONE = re.compile(r"\btele(?:phone|con)|\btelcon\b", re.IGNORECASE)
_LOG = re.compile(r"\d{4,5}(?:[A-Z]{0,2})?(?:\s?(?:REDO|ADD-?ON|REVISED|\(\w+\)))?", re.IGNORECASE)


def check(paper: Paper) -> Iterator[Diagnostic]:
    """What is wrong or doubtful in the header of a paper."""
    yield from _missing(paper)
    if paper.is_talk:
        yield from _stranger_in_subject(paper)
        yield from _title(paper)
    yield from _log_number(paper)


def _missing(paper: Paper) -> Iterator[Diagnostic]:
    """H01: a field that papers of this form have."""
    for field in _expected(paper.record):
        yield paper.find(
            "H01",
            f"no {field} is found, and papers of this form have one",
            paper.lines("title")[:1],
            evidence=", ".join((paper.record.form, *paper.record.letterhead[:1])),
            suggestion="The field may be unread on the page, or the first page is missing",
        )


def _expected(record: Record) -> list[str]:
    """The fields that a form has and this record has not.

    Papers printed in an edition have lost their forms, so without a letterhead only a date is asked for.
    """
    have = {
        "date": record.date or record.date_time_place_as_printed,
        "list of participants": record.participants,
        "subject": record.subject,
        "title": record.title,
    }
    head = " ".join(record.letterhead).upper()
    year = (record.date or "0000")[:4]
    wanted: list[str] = []
    if record.form in ("memcon", "telcon", "summary_of_conclusions"):
        wanted.append("date")
        if head:
            wanted.append("list of participants")
        if ("WHITE HOUSE" in head or "SECURITY COUNCIL" in head) and year >= "1981":
            wanted += ["subject", "title"]
    return [field for field in wanted if not have[field]]


def _stranger_in_subject(paper: Paper) -> Iterator[Diagnostic]:
    """H02: the subject names somebody whom the list does not have."""
    record = paper.record
    found = _WITH.search(record.subject or "")
    roster = Roster(record)
    if found is None or len(roster.participants) < 2:
        return
    whom = re.split(r"\s+(?:of|from|on|about|and|at|in|re|regarding)\s", found["whom"])[0]
    names = [w for w in name_words(whom) if w in {x.lower().strip("’'") for x in _capitalised(whom)}]
    if not names or len(words_of(whom)) == len(names):  # without a title it may be a country or a committee
        return
    said = [w for e in roster.entries for w in e.words]
    last = names[-1]
    if last in said or any(alike(last, w) for w in said):
        return
    yield paper.find(
        "H02",
        f"the subject names {whom.strip()}, who is not in the list of participants",
        paper.place(whom.strip().split()[-1], "subject"),
        evidence="; ".join(e.printed for e in roster.participants),
        suggestion="The subject or the list is misread, or of another talk",
    )


def _capitalised(text: str) -> list[str]:
    return [word for word in re.split(r"[\s/]+", text) if word[:1].isupper()]


def _title(paper: Paper) -> Iterator[Diagnostic]:
    """H03: a call by its title and a meeting by its subject, or the other way round."""
    title, subject = paper.record.title or "", paper.record.subject or ""
    if not re.search(r"\bconversation\b", title, re.IGNORECASE) or not subject:
        return
    call = bool(_TITLE_TELEPHONE.search(title))
    if call and _MEETING.search(subject) and not _TELEPHONE.search(subject):
        said = "the title is of a telephone call, and the subject of a meeting"
    elif not call and re.search(
        r"\btelcon\b|\btelecon\b|telephone (?:call|conversation)|phone call", subject, re.I
    ):
        said = "the subject is of a telephone call, and the title of a meeting"
    else:
        return
    yield paper.find(
        "H03",
        said,
        paper.lines("title")[:1],
        evidence=f"{title}; {subject}",
        suggestion="See whether the place and the list of people are of a call",
    )


def _log_number(paper: Paper) -> Iterator[Diagnostic]:
    """H04: a log number of a shape that its office's registry does not give."""
    record = paper.record
    number = record.control_number
    head = " ".join(record.letterhead).upper()
    if number is None or not ("WHITE HOUSE" in head or "SECURITY COUNCIL" in head):
        return
    if not _LOG.fullmatch(number.strip()):
        yield paper.find(
            "H04",
            f"{number} is no log number of the National Security Council, which has four or five figures",
            paper.place(number, "control_number"),
            evidence=number,
            suggestion="A figure may be misread, or the number is another office's",
        )
