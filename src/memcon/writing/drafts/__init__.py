"""Drafts: a memorandum as plain text that anybody can write, and notes of one talk laid beside each other."""

from __future__ import annotations

from memcon.writing.drafts.collating import Collation, Heard, Note, collated
from memcon.writing.drafts.composing import as_draft
from memcon.writing.drafts.grammar import FORMS, KEYS, Problem
from memcon.writing.drafts.parsing import Draft, is_draft, parse_draft, problems_of, read_draft
from memcon.writing.drafts.templates import template

__all__ = [
    "FORMS",
    "KEYS",
    "Collation",
    "Draft",
    "Heard",
    "Note",
    "Problem",
    "as_draft",
    "collated",
    "is_draft",
    "parse_draft",
    "problems_of",
    "read_draft",
    "template",
]
