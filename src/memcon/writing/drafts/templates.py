"""A draft to begin with, one for each form."""

from __future__ import annotations

from memcon.errors import UsageError
from memcon.writing.drafts.grammar import FORMS

_SPOKEN = """\
# A draft: change what stands here, then `memcon write` it. docs/writing.md has the whole grammar.
form: {form}
style: clinton
letterhead: THE WHITE HOUSE | WASHINGTON
title: {title}
banner: auto
subject: {subject} (C)
participants:
  The President
  Tavarian President Emeric Nadrasy
notetakers: Julia Ingerford | Grant Stanniforth
date: March 27, 1996
time: 11:13 - 11:29 a.m. EST
place: Oval Office
classified by: Oliver Quillfeather
reason: 1.5 (d)
declassify on: 03/27/06
---

The President: Hello? Emeric, can you hear me? (U)

President Nadrasy: Very well. There is only a little water on the line. (U)

The President: Then let us begin with the gauge. (C)

A paragraph without a label goes on with the same speaker, and has a mark of its own. (C)

[Laughter] (U)

-- end --
"""
_LIST = """\
# A draft: change what stands here, then `memcon write` it. docs/writing.md has the whole grammar.
form: summary_of_conclusions
style: nsc
title: Summary of Conclusions for Meeting of the NSC Principals Committee
banner: auto
subject: The lower gauge (C)
participants:
  [CHAIR]
  Adrian Merriwick
  [STATE]
  Louisa Van Orstrand
date: April 11, 1995
time: 4:00 p.m. - 5:10 p.m.
place: White House Situation Room
declassify on: OADR
---

# Summary of Conclusions

1. Principals agreed that the gauge should be read twice a day. (C)

2. State will tell the Tavarian embassy. (U)
"""
_MEMO = """\
# A draft: change what stands here, then `memcon write` it. docs/writing.md has the whole grammar.
form: {form}
letterhead: THE WHITE HOUSE | WASHINGTON
banner: auto
date: October 2, 1995
to: Adrian Merriwick
from: Julia Ingerford
subject: The lower gauge (C)
---

The gauge at Ostermund was read at forty-one this morning. (C)
"""
_CABLE = """\
# A draft: change what stands here, then `memcon write` it. docs/writing.md has the whole grammar.
form: cable
style: cable
title: Cable
number: STATE 297715
banner: SECRET
subject: KESSEL RIVER: FIRST READING OF THE MIDDLE GAUGE
to: RUEHZZ/AMEMBASSY PORT LISEM IMMEDIATE 0417
from: SECSTATE WASHDC
date: 041830Z NOV 94
declassify on: OADR
---

1. SECRET - ENTIRE TEXT.

2. THE TAVARIAN AMBASSADOR CALLED ON NOVEMBER 3. HE SAID THAT THE GAUGE HAD BEEN READ BY A CORPORAL.
"""


def template(form: str) -> str:
    """A draft of a form, filled with an invented paper. Raises `UsageError` for an unknown form."""
    if form == "telcon":
        return _SPOKEN.format(
            form=form,
            title="MEMORANDUM OF TELEPHONE CONVERSATION",
            subject="Telephone Call with President Nadrasy of Tavaria",
        )
    if form == "memcon":
        return _SPOKEN.format(
            form=form,
            title="MEMORANDUM OF CONVERSATION",
            subject="Meeting with President Nadrasy of Tavaria",
        )
    if form == "summary_of_conclusions":
        return _LIST
    if form == "cable":
        return _CABLE
    if form in FORMS:
        return _MEMO.format(form=form)
    raise UsageError(f"there is no form '{form}' to draft", f"Forms are {', '.join(FORMS)}")
