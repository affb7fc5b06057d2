"""Persons as lists print them, and lists as forms lay them out."""

from __future__ import annotations

import pytest
from papers import one

from memcon.lines import to_lines
from memcon.model import Participant
from memcon.pages.grid import typed_page
from memcon.record.header import find_header
from memcon.record.participants import read_participants
from memcon.record.people import bare_name, parse_person, role_of, split_names
from memcon.record.reading import Reading
from memcon.record.sides import is_side


@pytest.mark.parametrize(
    ("printed", "name", "office"),
    [
        ("The President", None, "The President"),
        ("Two Notetakers", None, "Two Notetakers"),
        ("Interpreter", None, "Interpreter"),
        ("Valdrian President-elect Oskar Brandel", "Oskar Brandel", "Valdrian President-elect"),
        ("Mira Sollen, Assistant to the President", "Mira Sollen", "Assistant to the President"),
        ("Lt. General Byron Keel, Deputy Assistant", "Byron Keel", "Deputy Assistant"),
        ("EUR—Mr. Haller", "Haller", "EUR—Mr."),
        ("Ambassador al-Jareh", "al-Jareh", "Ambassador"),
        ("President d'Estrelle", "d'Estrelle", "President"),
        ("Karl Venn, Jr., Director", "Karl Venn, Jr.", "Director"),
    ],
)
def test_a_person_is_taken_apart(printed: str, name: str | None, office: str | None) -> None:
    person = parse_person(printed)
    assert (person.name, person.office) == (name, office)


def test_roles_and_lists_of_names() -> None:
    assert role_of("Jan Odel, NSC Staff (Notetaker)") == "notetaker"
    assert role_of("D—Mr. Venn (interpreting)") == "interpreter"
    assert role_of("Mira Sollen, Secretary") is None
    assert split_names("Ana Prell and Jon Vick") == ["Ana Prell", "Jon Vick"]
    assert split_names("Ana Prell, Jon Vick,\nOla Brand") == ["Ana Prell", "Jon Vick", "Ola Brand"]
    assert split_names("Ana Prell, NSC Staff") == ["Ana Prell"]
    assert bare_name("Other Advisors") is None


def test_sides() -> None:
    assert all(
        map(is_side, ["U.S.", "United States", "USSR", "For the United Kingdom", "State", "American Side"])
    )
    assert not any(map(is_side, ["The President", "Mr. State", "Ana Prell"]))


def listed(text: str) -> list[tuple[str | None, str]]:
    page = typed_page("MEMORANDUM OF CONVERSATION\n\n" + text)
    lines = to_lines([page])
    reading = Reading([page], lines)
    header = find_header(reading, lines)
    rows = [row for f in header.fields if f.name == "participants" for row in f.rows]
    people: list[Participant] = read_participants(reading, [r for r in rows if r[1] < len(r[0].text)])
    return [(p.group, p.printed) for p in people]


def test_hanging_roles_and_sides_apart_by_a_blank_line() -> None:
    text = """\
PARTICIPANTS:  U.S.
               The President
               Mira Sollen, Assistant to the President for
                 National Security Affairs

               Valdria
               Oskar Brandel, Prime Minister
               Interpreter

DATE, TIME     March 5, 1994, 3:00 p.m.
AND PLACE:     Oval Office
"""
    assert listed(text) == [
        ("U.S.", "The President"),
        ("U.S.", "Mira Sollen, Assistant to the President for National Security Affairs"),
        ("Valdria", "Oskar Brandel, Prime Minister"),
        ("Valdria", "Interpreter"),
    ]


def test_two_columns_by_agency_are_read_down_the_left_one_first() -> None:
    text = """\
PARTICIPANTS

State:                     CIA:
Ana Prell                  Jon Vick
                           Ola Brand
DOD:
Mira Sollen                NSC:
                           Jan Odel

                 Summary of Conclusions
"""
    assert listed(text) == [
        ("State", "Ana Prell"),
        ("DOD", "Mira Sollen"),
        ("CIA", "Jon Vick"),
        ("CIA", "Ola Brand"),
        ("NSC", "Jan Odel"),
    ]


def test_nested_sides_a_withheld_name_and_a_list_that_stands_elsewhere() -> None:
    text = """\
PARTICIPANTS
    US
        The Secretary
        (b)(3)
    Valdria
        Oskar Brandel, Foreign Minister of the Republic
          of Valdria

The Secretary opened the conversation by saying that he was glad to be there.
"""
    assert listed(text) == [
        ("US", "The Secretary"),
        ("US", "(b)(3)"),
        ("Valdria", "Oskar Brandel, Foreign Minister of the Republic of Valdria"),
    ]
    assert listed("PARTICIPANTS\n    (See attached list)\n\nThe talk began late.\n") == []


SIDES = """\
MEMORANDUM OF CONVERSATION

  • The President’s Luncheon with President Brandel (S)

  • US

    • The President
    • Ana Prell, NSC Staff (Notetaker)
  • Valdria

    • President Oskar Brandel
    • Jon Vick (Interpreter)

The President said that it was a pleasure to meet again. (S)
"""


def test_sides_that_no_label_introduces_list_the_participants() -> None:
    record = one(SIDES)
    assert [(p.printed, p.group) for p in record.participants] == [
        ("The President", "US"),
        ("Ana Prell, NSC Staff (Notetaker)", "US"),
        ("President Oskar Brandel", "Valdria"),
        ("Jon Vick (Interpreter)", "Valdria"),
    ]
    assert [p.text for p in record.paragraphs] == ["The President said that it was a pleasure to meet again."]


def test_a_paragraph_that_nobody_wrapped_is_no_participant() -> None:
    said = (
        "The President opened the meeting by asking whether the harbour would be closed, and for how long. "
    )
    record = one(
        f"MEMORANDUM OF CONVERSATION\nPARTICIPANTS\nOskar Brandel\nAna Prell\n{said * 3}\n{said * 2}\n"
    )
    assert [p.name for p in record.participants] == ["Oskar Brandel", "Ana Prell"]
