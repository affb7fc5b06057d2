"""A packet becomes papers: where each begins and what it is."""

from __future__ import annotations

import pytest
from papers import HEAD, one, read

from memcon.record.cable import telegram_number

MARKER = """\
Valdrian Presidential Records
Mandatory Declassification Review

This is not a presidential record. This is used as an administrative
marker by the library staff.
"""
SHEET = """\
                    Withdrawal/Redaction Sheet
                          Harbour Library

DOCUMENT NO.      SUBJECT/TITLE                        DATE         RESTRICTION
AND TYPE

001. cable        re: The harbour works (3 pages)      07/21/1995   P1/b(1)
002. memo         Cranes (1 page)                      n.d.         b(3)

COLLECTION:
                          RESTRICTION CODES
Presidential Records Act - [44 U.S.C. 2204(a)]
"""
CABLE = """\
Cable

PREC:  IMMEDIATE
CLASS:  SECRET
DTG:  050658Z MAR 94
ORIG:  SECSTATE WASHDC
TO:  RUEHZZ/AMEMBASSY SOREL IMMEDIATE 0943
SUBJ:  THE HARBOUR

TEXT:
S E C R E T STATE 011303

NODIS

E.O. 12356:  DECL:  OADR

SUBJECT:  THE HARBOUR

1.  SECRET - ENTIRE TEXT.

2.  THE EMBASSY SHOULD SAY THIS:  THE HARBOUR IS OPEN.

VENN
BT
#1303
NNNN
"""
TALK = "The President:  Hello.  (U)\n\nPresident Brandel:  Hello.  (U)\n"
SUMMARY = """\
SECRET                                           20209

                 NATIONAL SECURITY COUNCIL

                  Summary of Conclusions of
               Deputies Committee Teleconference
                DATE:  March 4, 1993
            LOCATION:  Situation Room
                TIME:  6:00-7:00pm

SUBJECT:  Summary of Conclusions on the Harbour  (S)

PARTICIPANTS

State:                          CIA:
Ana Prell                       Jon Vick

                   Summary of Conclusions

--   Deputies agreed that the harbour should be dredged before
     the winter.  (S)

--   State will draft a cable.  (C)
"""


def test_a_packet_of_five_papers() -> None:
    second = "\fSECRET                    2\n\nThe President:  More.  (C)\n"
    document = read("\f".join([HEAD + TALK + second, CABLE, SUMMARY, SHEET, MARKER]))
    assert [(r.form, r.pages) for r in document.records] == [
        ("telcon", (1, 2)),
        ("cable", (3, 3)),
        ("summary_of_conclusions", (4, 4)),
        ("withdrawal_sheet", (5, 5)),
        ("marker", (6, 6)),
    ]


def test_a_withdrawal_sheet_lists_its_documents() -> None:
    rows = one(SHEET).withdrawals
    assert [(r.number, r.type, r.date, r.restriction) for r in rows] == [
        ("001", "cable", "07/21/1995", "P1/b(1)"),
        ("002", "memo", "n.d.", "b(3)"),
    ]
    assert rows[0].title == "re: The harbour works (3 pages)"


@pytest.mark.parametrize("code", ["1.4(c)", "1.4(c), 1.4(d)", "3.3(b)(1)", "(b)(1)", "25X1", "1.4(d), P5"])
def test_a_withdrawal_sheet_cites_sections_of_an_order(code: str) -> None:
    (_, row) = one(SHEET.replace("b(3)", code)).withdrawals
    assert (row.restriction, row.date) == (code, "n.d.")


def test_a_cable() -> None:
    record = one(CABLE)
    assert (record.control_number, record.banner, record.captions) == ("STATE 011303", "SECRET", ("NODIS",))
    assert (record.subject, record.from_, record.date) == ("THE HARBOUR", "SECSTATE WASHDC", "1994-03-05")
    assert [p.item for p in record.paragraphs] == ["1.", "2."]
    assert record.classification_block is not None
    assert record.classification_block.declassify_on == "OADR"


def test_a_summary_of_conclusions() -> None:
    record = one(SUMMARY)
    assert (record.style, record.place, record.time_end) == ("list", "Situation Room", "19:00")
    assert [(p.group, p.printed) for p in record.participants] == [
        ("State", "Ana Prell"),
        ("CIA", "Jon Vick"),
    ]
    assert [(p.item, p.mark) for p in record.paragraphs] == [("--", "S"), ("--", "C")]


def test_the_office_under_a_signature_by_pen_is_no_paragraph() -> None:
    signed = SUMMARY.rstrip("\n") + "\n\n" + " " * 44 + "Assistant to the President\n"
    record = one(signed + " " * 47 + "for National Affairs\n")
    assert record.paragraphs == one(SUMMARY).paragraphs
    assert [e.kind for e in record.elements][-1] == "signature"


def test_a_memorandum_is_addressed_and_a_letter_is_not_one() -> None:
    memo = """\
THE WHITE HOUSE
WASHINGTON

March 24, 1993

MEMORANDUM FOR     THE SECRETARY OF STATE
                   THE SECRETARY OF DEFENSE

SUBJECT:           The Harbour  (S)

Committee members agreed that the harbour should be dredged before the winter comes.  (S)
"""
    record = one(memo)
    assert (record.form, record.title, record.date) == ("memorandum", None, "1993-03-24")
    assert record.addressees == ("THE SECRETARY OF STATE", "THE SECRETARY OF DEFENSE")
    assert one("THE WHITE HOUSE\nWASHINGTON\n\nDear Mr. Chairman,\n\nThe harbour is open.\n").form == "other"


def test_pages_without_text_are_kept() -> None:
    document = read(HEAD + TALK + "\f\f\n\n\f")
    assert sum(r.pages[1] - r.pages[0] + 1 for r in document.records) == len(document.pages)
    assert one("").form == "other"


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("86STATE 318957", "86STATE 318957"),
        ("86MOSCOWO17896", "86MOSCOW017896"),
        ("86USNAT0005622", "86USNATO005622"),
        ("86STATE OIOIOI", "86STATE OIOIOI"),
        ("a number of another kind", "a number of another kind"),
    ],
)
def test_a_telegrams_number_is_mended_where_that_is_no_guess(printed: str, number: str) -> None:
    assert telegram_number(printed) == number


def test_words_about_administrative_matters_make_no_marker() -> None:
    said = "\n\n".join(
        f"Mr. Ardel: There are the administrative measures of paper {n}. (C)" for n in range(3)
    )
    assert one(f"{HEAD}{said}\n").form == "telcon"


def test_a_marker_that_runs_over_two_lines_is_one() -> None:
    sheet = (
        "MR\nMARKER\nThis is not a textual record. This is used as an\nadministrative marker by the staff.\n"
    )
    assert one(sheet).form == "marker"


EDITED = """\
MEMORANDUM OF CONVERSATION

                                  Sorel, March 5, 1972, 3:10-4 p.m.

PARTICIPANTS:
    Oskar Brandel, President of Valdria
    Ana Prell

MEMORANDUM OF CONVERSATION

DATE & TIME: Sunday, March 5, 1972

3:10 p.m. - 4:00 p.m.

PLACE: The Guest House

"""


def test_a_title_printed_again_under_an_editors_list_is_nobody() -> None:
    record = one(f"{EDITED}Mr. Brandel: Good day.\n\nMiss Prell: Good day to you.\n")
    assert [p.name for p in record.participants] == ["Oskar Brandel", "Ana Prell"]
    assert (record.time_start, record.time_end, record.place) == ("15:10", "16:00", "The Guest House")
    assert [t.speaker for t in record.turns] == ["Mr. Brandel", "Miss Prell"]


def test_a_title_is_no_end_and_an_end_in_the_middle_ends_nothing() -> None:
    said = "\n\n".join(f"Mr. Brandel: This is sentence {n} of many." for n in range(60))
    again = f"{EDITED}{said}\n\nMEMORANDUM OF CONVERSATION\n\n{said}\n"
    assert len(one(again).turns) >= 120
    assert len(one(f"{EDITED}{said}\n\n-- End of Conversation --\n\n{said}\n").turns) >= 120
