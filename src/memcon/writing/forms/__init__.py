"""The forms: each lays a record out as its office typed it."""

from __future__ import annotations

from collections.abc import Callable

from memcon.model import Record
from memcon.writing.forms import (
    cable,
    council,
    ford,
    memorandum,
    sheets,
    state,
    transcript,
    whitehouse,
)
from memcon.writing.layout import Layout
from memcon.writing.style import Style, StyleName

FORMS: dict[StyleName, Callable[[Record, Style], Layout]] = {
    "clinton": whitehouse.lay,
    "bush": whitehouse.lay,
    "vp": whitehouse.lay,
    "ford": ford.lay,
    "state": state.lay,
    "kissinger": transcript.lay,
    "cable": cable.lay,
    "nsc": council.lay,
    "memorandum": memorandum.lay,
    "sheet": sheets.lay,
}
