"""Drafts: what is drafted is what is written; every problem has its line and column."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

import memcon
from memcon.errors import UnreadableFile, UsageError
from memcon.model import Participant, Record, bare
from memcon.writing import INVENTED, as_draft, invented, is_draft, parse_draft, problems_of, template
from memcon.writing.drafts import FORMS

_LAW = settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)


def drafted(record: Record) -> Record:
    """What a draft holds of a record: what is printed, and nothing that a library has added."""
    plain = bare(record)

    def one_line(text: str | None) -> str:
        return " ".join((text or "").replace(",", " ").split())

    return structs.replace(
        plain,
        participants=tuple(Participant(p.printed, p.group) for p in plain.participants),
        date=None,
        time_start=None,
        time_end=None,
        tz=None,
        weekday=None,
        declassification=None,
        stamps=(),
        holdings=None,
        withheld=(),
        date_time_place_as_printed=one_line(plain.date_time_place_as_printed),
        place=one_line(plain.place),
    )


@_LAW
@given(seed=st.integers(0, 10**9), style=st.sampled_from(INVENTED))
def test_a_record_comes_back_from_its_draft(seed: int, style: str) -> None:
    record, _ = invented(Random(seed), style)
    draft = parse_draft(as_draft(record, style))
    assert draft.style == style
    assert drafted(draft.record) == drafted(record)


@pytest.mark.parametrize("form", FORMS)
def test_a_template_is_read_as_it_is_drafted(form: str, tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_text(template(form))
    assert is_draft(path.read_text()) and problems_of(path.read_text()) == ()
    found = memcon.draft(path)
    assert found.read_otherwise == ()
    assert found.record.form == form and found.record.date is not None
    (again,) = memcon.read(_written(path, "pdf"), ocr="never", cache=False).records
    assert bare(again) == bare(memcon.mark(found).record)


def _written(path: Path, form: str) -> Path:
    written = path.with_suffix(f".{form}")
    written.write_bytes(memcon.write(path, form))  # type: ignore[arg-type]
    return written


HEAD = "form: memcon\nparticipants:\n  The President\n---\n\n"


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("form: memcon\n", 1, 1, "no line of ---"),
        ("subjet: X\n" + HEAD + "The President: Yes.\n", 1, 1, "is `subject` meant"),
        ("form: memo\n---\n\nYes.\n", 1, 7, "`memo` is no form: is `memcon` meant"),
        (HEAD, 1, 1, "the body is empty"),
        (HEAD + "The President: Yes. (Q)\n", 6, 21, "(Q) is no mark"),
        (HEAD + "The President: Yes\nand no. (XX)\n", 7, 9, "(XX) is no mark"),
        ("form: memcon\nbanner: VERY SECRET\n---\n\nA: Yes.\n", 2, 9, "opens with no level"),
        ("form: memcon\ntitle: A\ntitle: B\n---\n\nA: Yes.\n", 3, 1, "a second time"),
        ("  lost\n" + HEAD + "The President: Yes.\n", 1, 3, "without its key"),
        ("no colon\n" + HEAD + "The President: Yes.\n", 1, 1, "`key: value`"),
        ("form: memcon\n---\n\nA: Yes.\n", 1, 1, "a memcon has participants"),
        (HEAD + "The President: Yes.\n\n-- end --\n\nMore.\n", 10, 1, "behind the end mark"),
        ("# A remark\nform: memcon\n---\n\nA: Yes.\n", 2, 1, "a memcon has participants"),
        (HEAD + "The President: Yes. (C\n", 6, 21, "(C lacks its second bracket"),
        ("date: February 30, 1995\n" + HEAD + "The President: Yes.\n", 1, 7, "there is no February 30, 1995"),
        ("subject: Lunch (Q)\n" + HEAD + "The President: Yes.\n", 1, 16, "(Q) is no mark"),
        ("subject: Lunch\n  and tea (Q)\n" + HEAD + "The President: Yes.\n", 2, 9, "(Q) is no mark"),
        ("form: memcon\n  stray\n---\n\nA: Yes.\n", 1, 7, "`memcon stray` is no form"),
        ("style: sheet\n" + HEAD + "The President: Yes.\n", 1, 8, "`sheet` is no style"),
    ],
)
def test_a_problem_has_its_line_and_column(text: str, line: int, column: int, message: str) -> None:
    found = [(p.line, p.column) for p in problems_of(text) if message in p.message]
    assert found == [(line, column)]
    with pytest.raises(UnreadableFile, match=r"^draft:\d+:\d+: "):
        parse_draft(text)


def test_who_speaks_and_goes_on_speaking() -> None:
    body = (
        "The President: One. (U)\n\nTwo\nlines. (C)\n\n[Laughter] (U)\n\nThree.\n\nMr. Wick: First: four.\n"
    )
    turns = parse_draft(HEAD + body).record.turns
    told = [(turn.speaker, [(p.text, p.mark) for p in turn.paragraphs]) for turn in turns]
    assert told == [
        ("The President", [("One.", "U"), ("Two lines.", "C")]),
        (None, [("[Laughter]", "U")]),
        ("The President", [("Three.", None)]),
        ("Mr. Wick", [("First: four.", None)]),
    ]


def test_a_backslash_keeps_a_colon_from_making_a_speaker() -> None:
    turns = parse_draft(HEAD + "The President: One.\n\n\\Second point: two.\n").record.turns
    assert [p.text for p in turns[0].paragraphs] == ["One.", "Second point: two."]


def test_what_is_no_draft_is_read_like_any_file(tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_text("MEMORANDUM OF CONVERSATION\n\nSUBJECT:  Wells\n\nThe President: Yes. (C)\n")
    assert not is_draft(path.read_text())
    ((record, style),) = memcon.records_of(path)
    assert record.subject == "Wells" and style is None


def test_a_draft_whose_head_has_no_end_is_no_paper_to_be_read(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_text("form: telcon\nsubject: Wells\n\nThe President: Yes. (C)\n")
    with pytest.raises(UnreadableFile, match=r"draft.txt:4:1: no line of --- ends the head"):
        memcon.records_of(path)


def test_there_is_a_template_for_each_form_and_no_other() -> None:
    with pytest.raises(UsageError, match="Forms are telcon, memcon"):
        template("sonnet")


@pytest.mark.parametrize("form", ["docx", "html", "draft"])
def test_a_packet_is_no_single_document(form: str, tmp_path: Path) -> None:
    from memcon.writing import invent, packet

    path = tmp_path / "packet.pdf"
    path.write_bytes(packet([invent(1), invent(2)]))
    with pytest.raises(UsageError, match="one record and the file has 2"):
        memcon.write(path, form)  # type: ignore[arg-type]
