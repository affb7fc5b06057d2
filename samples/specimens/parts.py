"""The small change of the specimen papers: people, turns, paragraphs, and the line that says so."""

from __future__ import annotations

from memcon.model import Paragraph, Participant, Turn

NOTICE = "SPECIMEN - INVENTED COUNTRIES AND PERSONS"
WHITE_HOUSE = ("THE WHITE HOUSE", "WASHINGTON", NOTICE)

Said = str | tuple[str, str]
"""A paragraph's text, or its text and its portion mark."""


def paragraph(said: Said, item: str | None = None) -> Paragraph:
    return Paragraph(said, item=item) if isinstance(said, str) else Paragraph(said[0], said[1], item=item)


def turn(speaker: str | None, *said: Said) -> Turn:
    return Turn(speaker, 1, tuple(paragraph(s) for s in said))


def person(name: str, office: str | None = None, group: str | None = None, *, title: str = "") -> Participant:
    """``Title Name, Office``, as a list of participants prints it."""
    printed = f"{title} {name}".strip()
    return Participant(f"{printed}, {office}" if office else printed, group, name, office or title or None)


def office(printed: str, group: str | None = None, role: str | None = None) -> Participant:
    """Somebody who is not named."""
    return Participant(printed, group, None, printed, role)


def notetaker(name: str, office: str, group: str | None = None) -> Participant:
    return Participant(f"{name}, {office} (Notetaker)", group, name, office, "notetaker")
