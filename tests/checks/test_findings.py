"""What is found in a paper, and the laws that hold whatever the paper says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import journeys, read_text, specimen
from msgspec import structs

import memcon
from memcon import writing
from memcon.checks import CheckSettings, check_document
from memcon.model import Document, Piece

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
KNOWN = journeys()


def place(document: Document, diagnostic: memcon.Diagnostic) -> tuple[int, int, int]:
    first: Piece | None = diagnostic.span.pieces[0] if diagnostic.span.pieces else None
    return (diagnostic.page or 0, first.line if first else -1, first.start if first else 0)


@given(seed=st.integers(0, 10_000), style=st.sampled_from(writing.INVENTED))
def test_checking_is_pure_sorted_and_within_the_paper(
    seed: int, style: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    document = read_text(writing.as_text(writing.invent(seed, style), style), tmp_path_factory.getbasetemp())
    found = check_document(document)
    assert found == check_document(document)
    places = [place(document, d) for d in found]
    assert places == sorted(places)
    for diagnostic in found:
        assert 1 <= (diagnostic.record or 1) <= len(document.records)
        assert diagnostic.message and "\n" not in diagnostic.message
        quoted = document.text_at(diagnostic.span)
        assert not diagnostic.span.pieces or quoted
        if diagnostic.box:
            page = next(p for p in document.pages if p.number == diagnostic.page)
            assert 0 <= diagnostic.box.left <= diagnostic.box.right <= page.width


@given(data=st.data())
def test_nothing_that_a_record_says_raises(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    document = specimen(tmp_path_factory.getbasetemp())
    odd = st.one_of(
        st.none(), st.sampled_from(["", "0000-00-00", "1995-02-31", "99:99", "(", "E.O. 1", "X", "é"])
    )
    fields = ("date", "time_start", "time_end", "tz", "weekday", "place", "subject", "title", "banner",
              "control_number", "date_time_place_as_printed")  # fmt: skip
    record = structs.replace(
        document.records[0],
        **{field: data.draw(odd) for field in fields},
        elements=data.draw(st.sampled_from([(), document.records[0].elements])),
    )
    check_document(structs.replace(document, records=(record,)))


def test_a_span_points_at_the_word(tmp_path: Path) -> None:
    from memcon.checks.rules import in_specimen

    document = read_text(in_specimen("date", "Tuesday, March 27, 1995, 11:13 a.m."), tmp_path)
    (found,) = check_document(document, CheckSettings(select=("D02",)))
    assert document.text_at(found.span) == "Tuesday"
    assert (
        found.suggestion and "21 March 1995" not in found.suggestion and "28 March 1995" in found.suggestion
    )


def test_a_doubtful_word_makes_no_error(tmp_path: Path) -> None:
    from memcon.checks.rules import in_specimen

    document = read_text(in_specimen("date", "Tuesday, March 27, 1995, 11:13 a.m."), tmp_path)
    page = document.pages[0]
    words = tuple(structs.replace(w, confidence=0.5) if "Tuesday" in w.text else w for w in page.words)
    worn = structs.replace(document, pages=(structs.replace(page, words=words),))
    assert [d.severity for d in check_document(worn, CheckSettings(select=("D02",)))] == ["warning"]


@pytest.mark.parametrize(
    ("day", "severity"),
    [
        ("July 27, 1995, 11:13 a.m. EST", "error"),
        ("January 27, 1995, 11:13 a.m. EDT", "error"),
        ("July 27, 1965, 11:13 a.m. EST", "warning"),
        ("February 24, 1975, 11:13 a.m. EST", "error"),  # summer time began the day before, that year
        ("February 24, 1976, 11:13 a.m. EST", None),
        ("March 27, 2000, 11:13 a.m. EST", None),  # a week before the first Sunday of April
        ("October 28, 1995, 11:13 p.m. EDT", None),
        ("October 29, 1995, 11:13 p.m. EDT", "error"),
        ("July 27, 1995, 11:13 a.m. PDT", None),
        ("July 27, 1995, 11:13 a.m. PST", "error"),
    ],
)
def test_zones_by_the_law_of_the_year(day: str, severity: str | None, tmp_path: Path) -> None:
    from memcon.checks.rules import in_specimen

    document = read_text(in_specimen("date", day), tmp_path)
    found = [d.severity for d in check_document(document, CheckSettings(select=("D03",)))]
    assert found == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("said", "day", "meant"),
    [
        ("Congratulations on your victory on Sunday.", "March 27, 2000", "2000-03-26"),
        ("I will see him on Sunday.", "March 27, 2000", "2000-04-02"),
        ("I understand they closed the gates on Friday.", "March 27, 2000", "2000-03-24"),
        (
            "Mr. Lord worked last night on it, and we announce this Thursday that he goes.",
            "March 27, 2000",
            "2000-03-30",
        ),
        ("He leaves for the coast next Monday.", "March 27, 2000", "2000-04-03"),
        ("They signed last Monday.", "March 27, 2000", "2000-03-20"),
        ("I spoke to him this morning.", "March 27, 2000", "2000-03-27"),
        ("She came the day before yesterday.", "March 1, 2000", "2000-02-28"),
        ("We meet tomorrow in London.", "December 31, 1999", "2000-01-01"),
        ("I hope to be there next week.", "March 29, 2000", "2000-04-03/2000-04-09"),
        ("It rained all last month.", "January 5, 2000", "1999-12-01/1999-12-31"),
    ],
)
def test_days_that_people_speak_of(said: str, day: str, meant: str, tmp_path: Path) -> None:
    from memcon.checks.rules import in_specimen

    text = in_specimen("body", f"The President:  {said}\n\nPrime Minister Holvane:  Thank you.")
    document = read_text(text.replace("March 27, 1995", day), tmp_path)
    assert [d.suggestion for d in check_document(document, CheckSettings(select=("D10",)))][-1:] == [meant]


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("Mr. Holvane said that he had spoken to the President yesterday.", ["2000-03-26"]),
        ("He would return on Friday, and the mission had met on Sunday.", ["2000-03-31", "2000-03-26"]),
        ("The Secretary agreed to see him on Monday afternoon.", ["2000-03-27"]),  # the talk's own day
        ("A statement would be made at the meeting on Tuesday.", ["2000-03-28"]),
        ("They had had to change the plans that would bring them there on Friday.", ["2000-03-31"]),
        ("He asked about the plans made for a departure on Friday.", ["2000-03-24 or 2000-03-31"]),
        ("The minutes of Saturday were read; on Saturday.", ["2000-03-25"]),
        (
            "In the talk on Tuesday, the Premier conveyed that he would welcome it.",
            ["2000-03-21 or 2000-03-28"],
        ),
        ("The situation today was grave.", []),  # nowadays
        ("In the last year little had been done.", []),  # the twelve months before
        ("On Monday morning at 10:15, March 27, 2000, they met.", []),  # dated beside it
        ("His letter read: “I shall come tomorrow.”", []),  # its writer's tomorrow
    ],
)
def test_days_of_which_a_narrative_tells(told: str, meant: list[str], tmp_path: Path) -> None:
    from memcon.checks.rules import in_specimen

    text = in_specimen("body", f"{told}\n\nThe Prime Minister thanked him.")
    document = read_text(text.replace("March 27, 1995", "March 27, 2000"), tmp_path)
    assert document.records[0].paragraphs
    found = check_document(document, CheckSettings(select=("D10",)))
    assert [d.suggestion for d in found] == meant
    assert all("Counted from the day of the talk" in (d.evidence or "") for d in found)


def test_after_midnight_the_evening_before_may_be_meant(tmp_path: Path) -> None:
    from memcon.checks.rules import in_specimen

    text = in_specimen("body", "The President:  I saw it tonight.\n\nPrime Minister Holvane:  Thank you.")
    document = read_text(text.replace("11:13 - 11:29 a.m.", "12:50 - 1:15 a.m."), tmp_path)
    found = check_document(document, CheckSettings(select=("D10",)))
    assert [d.suggestion for d in found] == ["1995-03-27 or 1995-03-26"]


def test_words_without_a_label_count_from_either_end_of_the_line(tmp_path: Path) -> None:
    from memcon.checks.rules import in_specimen

    text = in_specimen("participants", "The President\nRussian President Boris Yeltsin")
    text = text.replace("11:13 - 11:29 a.m.", "8:13 - 8:29 p.m.").replace(
        "Prime Minister Holvane:", "President Yeltsin:"
    )
    document = read_text(text.replace("The President:  Good morning.", "I heard it yesterday."), tmp_path)
    assert document.records[0].turns[0].speaker is None
    (found,) = check_document(document, CheckSettings(select=("D10",)))
    assert found.suggestion == "1995-03-26 or 1995-03-27"
    assert "whose words these are is not said" in (found.evidence or "")


@pytest.mark.parametrize(
    ("hours", "ours", "theirs"),
    [
        ("March 27, 1995, 0115Z", "1995-03-25", "1995-03-26 or 1995-03-25"),  # still the 26th in Washington
        ("March 27, 1995, 10:00 a.m. EST", "1995-03-26", "1995-03-27 or 1995-03-26"),  # midnight in Tokyo
        ("March 27, 1995, 11:50 p.m. - 12:20 a.m. EST", "1995-03-26 or 1995-03-27", "1995-03-27"),
        ("March 27, 1995, 11:50 p.m. EST", "1995-03-26 or 1995-03-27", "1995-03-27"),  # no end is given
    ],
)
def test_each_end_of_the_line_has_its_own_yesterday(
    hours: str, ours: str, theirs: str, tmp_path: Path
) -> None:
    from memcon.checks.rules import in_specimen

    text = in_specimen("participants", "The President\nPrime Minister Tomiichi Murayama")
    text = text.replace("March 27, 1995, 11:13 - 11:29 a.m. EST", hours)
    text = text.replace("Oval Office", "" if "Z" in hours else "Oval Office")
    text = text.replace("Prime Minister Holvane:", "Prime Minister Murayama:")
    text = text.replace("Very well.", "I heard it yesterday.").replace("Good morning.", "I saw it yesterday.")
    found = check_document(read_text(text, tmp_path), CheckSettings(select=("D10",)))
    zulu = "Z" in hours
    wanted = {"I saw": ours, "I heard": "1995-03-26" if zulu else theirs}
    assert {(d.evidence or "").rpartition(" it ")[0].split(". ")[-1]: d.suggestion for d in found} == wanted


def test_the_speakers_own_day_counts(tmp_path: Path) -> None:
    """At eight in the evening in Washington it is tomorrow in Moscow."""
    from memcon.checks.rules import in_specimen

    text = in_specimen("participants", "The President\nRussian President Boris Yeltsin")
    text = text.replace("11:13 - 11:29 a.m.", "8:13 - 8:29 p.m.").replace(
        "Prime Minister Holvane:", "President Yeltsin:"
    )
    text = text.replace("Very well.", "I heard it yesterday.").replace(
        "Good morning.", "I heard it yesterday."
    )
    document = read_text(text, tmp_path)
    resolved = sorted(d.suggestion or "" for d in check_document(document, CheckSettings(select=("D10",))))
    assert resolved == ["1995-03-26", "1995-03-27"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("NLC-128-4-5-3-6", "NLC-128-4-5-3-7"),
        ("2017-0222-M (1.21)", "2017-0222-M (1.22)"),
        ("PAGE 01 STATE 011303", "PAGE 02 STATE 011304"),
        ("Case No. F-2014-20439 Doc No. C05779634", "Case No. F-2014-20439 Doc No. C05779635"),
        ("Approved For Release 2001/08/09 : CIA-RDP94B01041R000300010001-5",
         "Approved For Release 2001/08/09 : CIA-RDP94B01041R000300010002-4"),
    ],
)  # fmt: skip
def test_every_way_in_which_a_page_names_its_document(one: str, other: str, tmp_path: Path) -> None:
    def found(second: str) -> list[str]:
        text = f"{one}\nMEMORANDUM OF CONVERSATION\n\nPARTICIPANTS:  The Secretary\n" + " " * 15
        text += "Minister Radko Oltvany\n\nDATE:  March 27, 1995\n\nThe Secretary:  Let us begin.\n\f"
        document = read_text(f"{text}{second}\n\nMinister Oltvany:  We are ready.\n", tmp_path)
        return [d.code for d in check_document(document, CheckSettings(select=("P06",)))]

    assert found(other) == ["P06"]
    assert found(one.replace("PAGE 01", "PAGE 02")) == []


@pytest.mark.parametrize(
    ("place", "day", "says"),
    [
        ("Elysee Palace, Paris", "May 10, 1995", "was in Moscow, Russia that day"),
        ("The Kremlin, Moscow", "May 10, 1995", None),
        ("Mariinsky Palace, Kiev", "May 10, 1995", None),  # one country a few years before, an hour away
        ("The Kremlin, Moscow", "May 12, 1995", None),  # already the next day there
        ("10 Downing Street, London", "June 20, 1995", "no journey took The President to United Kingdom"),
        ("Castle Ostermund", "June 20, 1995", None),  # a place that nobody here knows
        ("Oval Office", "June 20, 1995", None),
    ],
)
def test_where_the_president_was(place: str, day: str, says: str | None, tmp_path: Path) -> None:
    from datetime import date

    from memcon.authority import Authority, Stay
    from memcon.authority.table import Table, built_in

    stay = Stay("clinton-william-j", "Moscow", "Russia", date(1995, 5, 9), date(1995, 5, 11))
    known = Authority(structs.replace(built_in(), stays=()), Table(stays=(stay,), visits=KNOWN.visits))
    text = in_memcon(day, place)
    found = check_document(read_text(text, tmp_path), CheckSettings(select=("L01",)), known)
    assert [says in d.message for d in found if says] == ([True] if says else [])
    assert bool(found) == bool(says)


def in_memcon(day: str, place: str) -> str:
    """The specimen as a meeting on a day at a place."""
    from memcon.checks.rules import in_specimen

    text = in_specimen("date", f"{day}, 11:13 - 11:29 a.m.").replace("TELEPHONE ", "")
    return text.replace("Telcon with", "Meeting with").replace("Oval Office", place)


def test_the_headings_of_a_list_are_no_strangers(tmp_path: Path) -> None:
    from memcon.checks.rules import in_specimen

    body = "The President:  Five points.\n\nPrime Minister Holvane:  Yes?\n\nThe President:  Here.\n\n"
    items = ("Space Cooperation", "Health Agreement", "Science and Technology Agreement", "Mr. Ostrander")
    text = in_specimen("body", body + "\n\n".join(f"{item}:  It goes on well." for item in items))
    found = check_document(read_text(text, tmp_path), CheckSettings(select=("N01",)))
    assert [d.message.split(" speaks")[0] for d in found] == ["Mr. Ostrander"]
    alone = in_specimen("body", body + "Comprehensive Test Ban:  It goes on well.")
    assert check_document(read_text(alone, tmp_path), CheckSettings(select=("N01",))) == ()


def test_a_slip_in_a_short_name_is_a_spelling_and_no_stranger(tmp_path: Path) -> None:
    from memcon.checks.rules import in_specimen

    text = in_specimen("participants", "The President\nPrime Minister Chou En-lai")
    text = text.replace("Prime Minister Holvane:", "PM Chou:").replace(
        "The President:  I think", "PM Chow:  Yes.\n\n          The President:  I think"
    )
    found = check_document(read_text(text, tmp_path), CheckSettings(select=("N01", "N03")))
    assert [(d.code, d.message) for d in found] == [("N03", "PM Chow here is PM Chou elsewhere")]


@pytest.fixture(scope="module")
def seed_telcon() -> Document:
    files = sorted((SHARED / "gold" / "txt").glob("000*.txt"))
    if not files:
        pytest.skip("../shared/gold/txt is not there")
    return memcon.read(files[0])


def test_the_telcon_of_march_2000(seed_telcon: Document) -> None:
    found = check_document(seed_telcon)
    assert [d for d in found if d.severity == "error"] == []
    assert [d for d in found if d.severity == "warning"] == []
    by_code = {d.code: d for d in found}
    assert "D03" not in by_code  # EST was right
    assert by_code["M04"].suggestion == "SECRET"
    assert "11:13 in Washington was 20:13" in by_code["D11"].message and "Moscow" in by_code["D11"].message
    days = {seed_telcon.text_at(d.span): d.suggestion for d in found if d.code == "D10"}
    assert days == {"on Sunday": "2000-03-26", "this morning": "2000-03-27", "yesterday": "2000-03-26"}


@pytest.mark.parametrize("source", ["frus"])
def test_real_texts_have_no_error(source: str) -> None:
    """152 edited conversations; each error would have been looked at by hand (docs/accuracy.md)."""
    files = sorted((SHARED / source / "txt").glob("*.txt"))
    if not files:
        pytest.skip(f"../shared/{source}/txt is not there")
    errors = {
        path.name: d.message
        for path in files
        for d in check_document(memcon.read(path))
        if d.severity == "error"
    }
    assert errors == {}, json.dumps(errors, indent=1)
