"""Breaks in the header of a paper."""

from __future__ import annotations

from random import Random

from faults.drafts import Draft, Fault, Pair
from memcon.writing.invention.names import COUNTRIES, Names

_CALL, _MEETING = "MEMORANDUM OF TELEPHONE CONVERSATION", "MEMORANDUM OF CONVERSATION"


def _field_lost(random: Random, draft: Draft) -> Pair | None:
    if random.random() < 0.5:
        return draft, draft.having(subject=None, subject_mark=None)
    return draft, draft.having(participants=(), interpreters=(), notetakers=())


def _stranger(random: Random, draft: Draft) -> Pair | None:
    country, names = random.choice(COUNTRIES), Names(random)
    given, surname = names.full(home=False)
    if any(surname in p.printed for p in draft.record.participants):
        return None
    return draft, draft.having(subject=f"Telcon with {country.head} {given} {surname} of {country.name}")


def _title(random: Random, draft: Draft) -> Pair | None:
    del random
    title = _CALL if draft.record.title == _MEETING else _MEETING
    return draft, draft.having(title=title)


def _log(random: Random, draft: Draft) -> Pair | None:
    return draft, draft.having(control_number=str(random.randint(100_000, 9_999_999)))


FAULTS = (
    Fault("H01", ("clinton", "bush"), _field_lost),
    Fault("H02", ("clinton", "bush"), _stranger),
    Fault("H03", ("clinton", "bush"), _title),
    Fault("H04", ("clinton", "bush"), _log),
)
