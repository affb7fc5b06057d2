"""Review for release: portions, decisions about them, and what comes out when they are carried out."""

from __future__ import annotations

from memcon.writing.review.audit import Log, broken
from memcon.writing.review.codes import refused
from memcon.writing.review.decisions import (
    WHOLE,
    Decision,
    Decisions,
    Review,
    SignOff,
    decisions_as_toml,
    read_decisions,
    sign_decisions,
)
from memcon.writing.review.portions import Portion, portions
from memcon.writing.review.reviewing import Cut, Reviewed, reviewed
from memcon.writing.review.worksheet import undecided, worksheet

__all__ = [
    "WHOLE",
    "Cut",
    "Decision",
    "Decisions",
    "Log",
    "Portion",
    "Review",
    "Reviewed",
    "SignOff",
    "broken",
    "decisions_as_toml",
    "portions",
    "read_decisions",
    "refused",
    "reviewed",
    "sign_decisions",
    "undecided",
    "worksheet",
]
