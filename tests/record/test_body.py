"""Bodies: turns and paragraphs, marks and items, what runs on and what does not."""

from __future__ import annotations

from papers import HEAD, one, read


def _turns(text: str) -> list[tuple[str | None, list[tuple[str, str | None]]]]:
    return [(t.speaker, [(p.text, p.mark) for p in t.paragraphs]) for t in one(HEAD + text).turns]


def test_header_of_a_telcon() -> None:
    record = one(HEAD + "The President:  Hello.  (U)\n\nPresident Brandel:  Hello.  (U)\n")
    assert record.form == "telcon"
    assert record.letterhead == ("THE WHITE HOUSE", "WASHINGTON")
    assert (record.banner, record.control_number) == ("SECRET", "4711")
    assert record.subject == "Telcon with President Brandel of Valdria"
    assert record.subject_mark == "C"
    assert [p.printed for p in record.participants] == ["The President", "President Oskar Brandel"]
    assert record.notetakers == ("Ana Prell", "Jon Vick")
    assert (record.date, record.time_start, record.time_end) == ("1994-03-05", "15:22", "15:58")
    assert record.place == "Oval Office"


def test_marks_continuations_and_stage_directions() -> None:
    text = """\
The President:  First:  I am glad.  (U)

And another thing.  (C)

(Coffee was served.)

President Brandel (laughing):  Quite so.  You may (a) come, (b) stay, or
(c) go home.  (S)
"""
    assert _turns(text) == [
        ("The President", [("First: I am glad.", "U"), ("And another thing.", "C")]),
        (None, [("(Coffee was served.)", None)]),
        ("President Brandel (laughing)", [("Quite so. You may (a) come, (b) stay, or (c) go home.", "S")]),
    ]


def test_a_mark_alone_on_its_line_and_a_small_one() -> None:
    text = "The President:  Good.\n(C)\n\nPresident Brandel:  Very good.  (c)\n"
    assert _turns(text) == [("The President", [("Good.", "C")]), ("President Brandel", [("Very good.", "C")])]


def test_a_mark_ends_its_paragraph_without_a_blank_line() -> None:
    text = "The President:  Good.  (C)\nAnd so on.  (U)\nPresident Brandel:  Yes.  (U)\n"
    assert _turns(text) == [
        ("The President", [("Good.", "C"), ("And so on.", "U")]),
        ("President Brandel", [("Yes.", "U")]),
    ]


def test_a_paragraph_runs_over_the_page_with_furniture_between() -> None:
    long = "The President:  We have thought about this for a long time, and we think that short-"
    foot = "SECRET\nDeclassify on:  OADR\n\fSECRET                    2\n\n"
    text = f"{long}\n\n{foot}circuiting helps nobody.  (C)\n"
    record = one(HEAD + text + "\nPresident Brandel:  No.  (U)\n")
    (first, _) = record.turns
    assert first.paragraphs[0].text.endswith("we think that short-circuiting helps nobody.")
    assert record.classification_block is not None
    assert record.classification_block.declassify_on == "OADR"
    assert record.pages == (1, 2)


def test_a_page_that_ends_with_a_short_line_ends_its_paragraph() -> None:
    text = (
        "The President:  We have thought about this for a long time, and we think so.\n"
        "That is all there is to say about that today.\n\n"
        "SECRET\n\fSECRET                    2\n\n"
        "Another matter is the harbour, on which you wrote to me in the spring of the year.  (C)\n\n"
        "President Brandel:  No.  (U)\n"
    )
    first = one(HEAD + text).turns[0]
    assert [p.text[:7] for p in first.paragraphs] == ["We have", "Another"]


def test_initials_are_speakers_and_prose_colons_are_not() -> None:
    text = """\
TELCON
The President/Dr. Venn
March 5, 1971
5:42 p.m.

V:  Mr. President.

P:  Yes.  My view: wait.

V:  Fine.
"""
    record = one(text)
    assert record.form == "telcon"
    assert [p.printed for p in record.participants] == ["The President", "Dr. Venn"]
    assert (record.date, record.time_start) == ("1971-03-05", "17:42")
    assert [t.speaker for t in record.turns] == ["V", "P", "V"]


def test_a_narrative_with_items_headings_and_withheld_lines() -> None:
    text = """\
MEMORANDUM OF CONVERSATION

                     Sorel, March 5, 1961, 4 p.m.

SUBJECT
    The Harbour

The Secretary said: it was late. He wanted three things, and he named them one after the other.

The Harbour Works

1. The mole [2½ lines not declassified] must be built.

2. The cranes [name not declassified] must be paid for.
"""
    record = one(text)
    assert (record.style, record.place, record.date) == ("list", "Sorel", "1961-03-05")
    assert [h.text for h in record.headings] == ["The Harbour Works"]
    assert [p.item for p in record.paragraphs] == [None, "1.", "2."]
    assert [(w.extent, w.amount) for w in record.withheld] == [("lines", 2.5), ("words", None)]


def test_end_marker_and_tail() -> None:
    text = """\
The President:  Good-bye.  (U)

President Brandel:  Good-bye.  (U)

-- End of Conversation --


This document is from the holdings of:

The National Security Archive

Brandel and the Harbour

2020-11-02
"""
    record = one(HEAD + text)
    assert record.end_marker
    assert record.holdings is not None
    assert record.holdings.holder == "The National Security Archive"
    assert (record.holdings.title, record.holdings.date) == ("Brandel and the Harbour", "2020-11-02")
    assert [t.speaker for t in record.turns] == ["The President", "President Brandel"]


def test_every_line_is_in_one_element_and_quotes_are_exact() -> None:
    document = read(
        HEAD + "zz zz\n\nThe President:  Hello.  (U)\n\nPresident Brandel:  Yes?  (U)\n\n*** ? ***\n"
    )
    (record,) = document.records
    numbers = [n for element in record.elements for n in element.lines]
    assert sorted(numbers) == [line.number for line in document.lines]
    assert "Hello." in [document.text_at(p.span) for t in record.turns for p in t.paragraphs]
    assert [document.text_at(e.span) for e in record.evidence if e.path == "subject"] == [record.subject]


def test_labels_before_all_values() -> None:
    text = """\
MEMORANDUM OF TELEPHONE CONVERSATION

SUBJECT:
PARTICIPANTS:
DATE, TIME
AND PLACE:

Telcon with President Brandel of Valdria
The President
President Oskar Brandel
March 5, 1994, 3:22-3:58 p.m.
Oval Office

The President:  Hello.  (U)

President Brandel:  Hello.  (U)
"""
    record = one(text)
    assert record.subject == "Telcon with President Brandel of Valdria"
    assert [p.printed for p in record.participants] == ["The President", "President Oskar Brandel"]
    assert (record.date, record.time_end, record.place) == ("1994-03-05", "15:58", "Oval Office")


def test_text_without_any_line_break() -> None:
    flat = " ".join((HEAD + TALK).split())
    record = one(flat)
    assert (record.form, record.date, record.place) == ("telcon", "1994-03-05", "Oval Office")
    assert record.subject == "Telcon with President Brandel of Valdria"
    assert record.notetakers == ("Ana Prell", "Jon Vick")
    assert [(t.speaker, [p.mark for p in t.paragraphs]) for t in record.turns] == [
        ("The President", ["U", "C"]),
        ("President Brandel", ["S"]),
        ("The President", ["U"]),
    ]


TALK = """\
The President:  Hello.  I have read your letter with care, and I have shown it to nobody else.  (U)

There is one thing in it that I do not understand.  (C)

President Brandel:  The harbour?  (S)

The President:  The harbour.  (U)

-- End of Conversation --
"""
