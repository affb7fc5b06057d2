"""What papers that no rule had been made on showed: forms, lists, marks and labels as offices type them.

The papers are written here, after the ways in which the unseen ones were made; no word of theirs stands here.
"""

from __future__ import annotations

import pytest
from papers import HEAD, one

from memcon.record.blocks import MARK_END, MARK_SMALL
from memcon.record.people import parse_person
from memcon.record.speakers import label_at
from memcon.record.when import read_when

MINUTES = """\
TOP SECRET/SENSITIVE

                 NATIONAL SECURITY COUNCIL MEETING
                              Minutes

Date:           Friday, May 7, 1976
Time:           3:35 to 4:40 p.m.
Place:          The Cabinet Room, The White House

Subject:        Ferries on the Lower Varr

Principals

The President
Secretary of State Jonas A. Quill
Chairman, Joint Chiefs of Staff, General Otto S. Brand

Other Attendees

State:                            WH:
Ambassador T. Vincent Marl        Richard Tolley
                                  Brent Ashgrove
Defense:
Deputy Secretary Clem             NSC:
                                  William G. Horne

President: We are here to settle the instructions. Jonas, why don't you lead off?

Quill: Mr. President, the conference will either produce a treaty this year or sink.

Agenda for the Autumn

President: On our side?

Brand: He's right, sir. They quoted the Chief of Naval Operations last week.
"""


def test_minutes_of_a_council_are_a_conversation_with_its_lists() -> None:
    record = one(MINUTES)
    assert record.form == "memcon"
    assert record.title is not None and record.title.startswith("NATIONAL SECURITY COUNCIL MEETING")
    assert (record.date, record.time_start, record.time_end) == ("1976-05-07", "15:35", "16:40")
    assert record.subject == "Ferries on the Lower Varr"
    assert [p.name or p.office for p in record.participants] == [
        "The President", "Jonas A. Quill", "Otto S. Brand", "T. Vincent Marl", "Clem", "Richard Tolley",
        "Brent Ashgrove", "William G. Horne",
    ]  # fmt: skip
    assert [p.group for p in record.participants[3:]] == ["State", "Defense", "WH", "WH", "NSC"]
    assert [turn.speaker for turn in record.turns] == ["President", "Quill", "President", "Brand"]
    assert [h.text for h in record.headings] == ["Agenda for the Autumn"]


def test_a_committee_that_concludes_gives_its_conclusions() -> None:
    paper = (
        "SECRET\n\n               SPECIAL COORDINATION COMMITTEE MEETING\n\n"
        "                          July 19, 1979\n\n"
        "Time and Place:   4:30 - 5:40 p.m., White House Situation Room\n\n"
        "Subject:          Boats in the Gulf of Varr (S)\n\n"
        "Participants:\n\nState                             OMB\n"
        "David Newhall                     John Whitely\n\n"
        "                      SUMMARY OF CONCLUSIONS\n\n"
        "1.  Patrols. It was agreed that the fleet should continue to report small craft. (S)\n\n"
        "2.  Camps. State will instruct the Ambassador to go back to the Prime Minister. (S)\n"
    )
    record = one(paper)
    assert record.form == "summary_of_conclusions"
    assert (record.date, record.time_start) == ("1979-07-19", "16:30")
    assert [p.name for p in record.participants] == ["David Newhall", "John Whitely"]


def test_the_day_under_the_title_is_the_talks() -> None:
    record = one(
        "TOP SECRET\n                                                  October 30, 1956\n\n"
        "MEMORANDUM OF CONFERENCE WITH THE PRESIDENT\nOctober 29, 1956 - 8:15 PM\n\n"
        "Others present:  Secretary Quill\n                 Admiral Brand\n\n"
        "     The Secretary of State began by reporting that the column was some miles off.\n\n"
        "     The President asked how the neighbors would explain it.\n"
    )
    assert (record.form, record.date, record.time_start) == ("memcon", "1956-10-29", "20:15")


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("CONFIDENTIAL                                                      1523\n", "1523"),
        ("CONFIDENTIAL\n4410\n", "4410"),
        ("SECRET                                                SYSTEM II\n"
         "                                                       91106\n", "SYSTEM II 91106"),
        ("SECRET\n\n                  OFFICE OF THE SECRETARY OF DEFENSE\n\n"
         "                                                        I-21044/88\n", "I-21044/88"),
    ],
)  # fmt: skip
def test_a_log_number_is_told_from_other_numbers(line: str, number: str) -> None:
    record = one("MEMORANDUM\n\n                  THE WHITE HOUSE\n\n" + line + HEAD.split("\n\n", 1)[1])
    assert record.control_number == number


def test_a_mark_may_open_a_numbered_paragraph_or_a_speech() -> None:
    head = HEAD.replace("TELEPHONE CONVERSATION", "CONVERSATION")
    numbered = one(
        head + "1. (U) Minister Tell welcomed the Secretary.\n\n2. (S) Boats. The Secretary agreed.\n"
    )
    assert [(p.item, p.mark, p.text) for p in numbered.paragraphs] == [
        ("1.", "U", "Minister Tell welcomed the Secretary."),
        ("2.", "S", "Boats. The Secretary agreed."),
    ]
    spoken = one(head + "The President:  (S) I am glad.\n\nPresident Brandel:  (U) You are welcome.\n")
    assert [(t.speaker, t.paragraphs[0].mark, t.paragraphs[0].text) for t in spoken.turns] == [
        ("The President", "S", "I am glad."),
        ("President Brandel", "U", "You are welcome."),
    ]


@pytest.mark.parametrize("end", ["-(C)-", "-(-C)", "(C-)", "-(c)-"])
def test_a_stroke_in_a_text_layer_is_a_stroke(end: str) -> None:
    record = one(HEAD + f"The President:  I am glad.  {end}\n\nPresident Brandel:  So am I.  (U)\n")
    first, second = (turn.paragraphs[0] for turn in record.turns)
    assert (first.text, first.mark, first.struck) == ("I am glad.", "C", True)
    assert (second.mark, second.struck) == ("U", False)
    assert MARK_END.search("over (S/NF)") and not MARK_SMALL.search("as in (a) and (c)")


@pytest.mark.parametrize(
    ("printed", "name", "office"),
    [
        ("Secretary of Defense - Harold Braun", "Harold Braun", "Secretary of Defense"),
        ("USAF, Military Assistant - MGen Jasper Holt", "MGen Jasper Holt", "USAF, Military Assistant"),
        ("Interpreter - Ms. Gisela Mark", "Gisela Mark", "Interpreter"),
        ("Mrs, Bonnie Andrews, Notetaker", "Bonnie Andrews", "Notetaker"),
        ("COL Dean Wachter, Policy", "Dean Wachter", "Policy"),
        ("Harold Braun - Secretary of Defense", None, None),
    ],
)
def test_offices_before_names(printed: str, name: str | None, office: str | None) -> None:
    person = parse_person(printed)
    if name is None:
        assert person.office != "Harold Braun"
    else:
        assert (person.name, person.office) == (name, office)


def test_entries_of_a_list_end_where_people_do() -> None:
    listed = (
        "PARTICIPANTS:  U.S. Side\n               VADM Donald Jonas, Military Assistant\n"
        "               COL Dean Wachter, Policy (Notetaker)\n"
        "               Bouth Shabani, interpreter for the President\n"
        "               one unidentified notetaker\n\n"
    )
    head, tail = HEAD.split("PARTICIPANTS:", 1)
    record = one(head + listed + tail[tail.index("DATE, TIME") :] + "The President:  Good day.\n\nX:  Yes.\n")
    assert [p.printed for p in record.participants] == [
        "VADM Donald Jonas, Military Assistant",
        "COL Dean Wachter, Policy (Notetaker)",
        "Bouth Shabani, interpreter for the President",
        "one unidentified notetaker",
    ]


def test_a_bracketed_interpreter_does_not_end_the_list() -> None:
    head, tail = HEAD.split("PARTICIPANTS:", 1)
    listed = (
        "PARTICIPANTS:  George Tell, President\n               (Interpreter: Victor Lind)\n"
        "               Lech Brandel, President of Valdria\n               Notetaker: Nicholas Burn\n\n"
    )
    record = one(head + listed + tail[tail.index("DATE, TIME") :] + "The President:  Good day.\n")
    assert [p.name for p in record.participants] == ["George Tell", "Lech Brandel"]
    assert (record.interpreters, record.notetakers) == (("Victor Lind",), ("Nicholas Burn",))


def test_labels_before_values_that_hold_a_label_of_their_own() -> None:
    record = one(
        "CONFIDENTIAL\nTHE WHITE HOUSE\nWASHINGTON\n\nMEMORANDUM OF TELEPHONE CONVERSATION\n\n"
        "SUBJECT:\nPARTICIPANTS:\n\nDATE, TIME\nAND PLACE:\n\n"
        "Telcon with Prime Minister Tell of Valdria (U)\n\n"
        "The President\nPrime Minister Ambrose Tell\nNotetakers: Ellen March, Greg Dunn, Doris Yarrow\n\n"
        "June 11, 1999, 5:05 - 5:21 p.m. EDT\nAir Force One\n\n"
        "The President: How are you? (U)\n\nPrime Minister Tell: I am fine. (U)\n"
    )
    assert (record.date, record.time_start, record.time_end, record.tz) == (
        "1999-06-11",
        "17:05",
        "17:21",
        "EDT",
    )
    assert record.place == "Air Force One"
    assert record.notetakers == ("Ellen March", "Greg Dunn", "Doris Yarrow")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("K; I'll talk tonight.", "K"),
        ("Dr, Kissel: That is so.", "Dr, Kissel"),
        ("Prime ‘Minister Tell: Not at all.", "Prime ‘Minister Tell"),
        ("President Tell:, They are polite.", "President Tell"),
        ("The treaty; it is late.", None),
    ],
)
def test_worn_labels(text: str, speaker: str | None) -> None:
    label = label_at(text)
    assert (label.speaker if label else None) == speaker


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("15 Mar 88, 1500Z-1545Z", "15:00", "15:45"),
        ("February 17, 1973\n2:20 - 6:05 p,m,", "14:20", "18:05"),
        ("13 May 1993, 0900 local", "09:00", None),
        ("7:40 p.m. - May 11, i973", "19:40", None),
    ],
)
def test_hours_as_offices_print_them(text: str, start: str, end: str | None) -> None:
    when = read_when(text)
    assert when.date is not None
    assert (when.start, when.end) == (start, end)


def test_a_recorded_call_is_a_telephone_conversation() -> None:
    record = one(
        "CONVERSATION NO. 1-32\n\nDate:           April 7, 1971\nTime:           9:46 pm - 9:52 pm\n"
        "Location:       White House Telephone\n\nThe President talked with Henry Kessel.\n\n"
        "PRESIDENT:  Hello.\n\nOPERATOR:  Dr. Kessel, Mr. President.\n\nPRESIDENT:  Yeah.\n\n[Connects.]\n\n"
        "KESSEL:  Mr. President.\n"
    )
    assert (record.form, record.time_start, record.place) == ("telcon", "21:46", "White House Telephone")
    assert [t.speaker for t in record.turns if t.speaker] == ["PRESIDENT", "OPERATOR", "PRESIDENT", "KESSEL"]


def test_prose_ends_a_header_that_no_blank_line_ends() -> None:
    prose = "The Minister thanked the delegation for the vote on the ferries and for their patience."
    record = one(
        "LIMITED OFFICIAL USE\nMEMORANDUM OF CONVERSATION\n"
        "PARTICIPANTS:\nValdria:\nForeign Minister Stefan Rade\n"
        "United States:\nLouise Tark, Political Officer (notetaker)\nSUBJECT: Ferries\n"
        "DATE AND TIME: August 13, 1975; from 9:05 until 9:40 in the evening\nPLACE: The Ministry, Brandel\n"
        f"DISTRIBUTION: EUR/EE, H, D/HA\nTrade Agreement\n{prose}\n"
    )
    assert (record.time_start, record.time_end) == ("21:05", "21:40")
    assert [p.text for p in record.paragraphs][-1].endswith(prose)
    assert [p.name for p in record.participants] == ["Stefan Rade", "Louise Tark"]


def test_a_president_is_nobodys_list() -> None:
    record = one(HEAD + "President: It is good to have you.\n\nBrandel: I am glad.\n\nPresident: Sit down.\n")
    assert [t.speaker for t in record.turns] == ["President", "Brandel", "President"]
    assert len(record.participants) == 2


def test_a_telegram_says_who_classified_it() -> None:
    record = one(
        "C O N F I D E N T I A L SECTION 01 OF 02 BRANDEL 04488\n\nSIPDIS\n\nFM AMEMBASSY BRANDEL\n"
        "E.O. 12958: DECL: 07/22/09\nTAGS: PREL, PGOV\nSUBJECT: (C) A MISSING FERRY\n\n"
        "(U) CLASSIFIED BY AMBASSADOR ELLEN PARR, REASONS: 1.5 (B) AND (D).\n\n"
        "1. (C) Summary: The Undersecretary complained about a ferry. End summary.\n"
    )
    block = record.classification_block
    assert (record.form, record.control_number) == ("cable", "BRANDEL 04488")
    assert block is not None
    assert (block.classified_by, block.declassify_on) == ("AMBASSADOR ELLEN PARR", "07/22/09")
    assert block.reason is not None and block.reason.startswith("1.5 (B)")
    assert [(p.item, p.mark) for p in record.paragraphs] == [("1.", "C")]


@pytest.mark.parametrize(
    ("printed", "extent", "amount", "codes"),
    [
        ("[3 lines redacted - 1.4(a), 1.4(d)]", "lines", 3.0, ("1.4(a)", "1.4(d)")),
        ("[paragraph withheld - (b)(1)]", "paragraphs", None, ("(b)(1)",)),
        ("[one line deleted, (b)(1)]", "lines", 1.0, ("(b)(1)",)),
        ("[1.4(c), (b)(3) - 2 lines]", "lines", 2.0, ("1.4(c)", "(b)(3)")),
        ("[words redacted]", "words", None, ()),
    ],
)
def test_brackets_that_stand_for_what_is_withheld(
    printed: str, extent: str, amount: float | None, codes: tuple[str, ...]
) -> None:
    record = one(
        HEAD + f"The President:  I noticed. {printed} And so on. (S)\n\nBrandel:  [Laughs] Yes. (U)\n"
    )
    (withheld,) = record.withheld
    assert (withheld.extent, withheld.amount, withheld.exemptions) == (extent, amount, codes)
    untouched = one(
        HEAD + "The President:  [The President deleted the sentence] Yes. (S)\n\nBrandel:  No. (U)\n"
    )
    assert untouched.withheld == ()


TELCON = """\
TELCON
Mr. Lind
Sec. Quill
5:10 p.m. - 12/3/72

L: Jonas, I have your note.
Q: What do you think of it?
L: It won't do. The ferries are a problem.
Q: All right.
"""


def test_a_heading_may_give_each_party_a_line() -> None:
    record = one(TELCON)
    assert [person.name for person in record.participants] == ["Lind", "Quill"]
    assert (record.date, record.time_start) == ("1972-12-03", "17:10")
    assert [turn.speaker for turn in record.turns] == ["L", "Q", "L", "Q"]


RECORD = """\
MEMORANDUM FOR THE RECORD

SUBJECT: Talk with the Ambassador of Varr on Ferries

April 4, 1972

PRESENT: {}

1. The Ambassador called at his request this morning and said that his government was concerned.

2. Mr. Lind replied that it was a matter for the market.

                                        J. Lind
"""


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Ambassador Brand; Mr. Lind", ["Brand", "Lind"]),
        ("Ambassador Brand, Secretary Quill, and Mr. Lind", ["Brand", "Quill", "Lind"]),
        ("Otto Brand; Jonas Quill", ["Otto Brand", "Jonas Quill"]),
        ("M. Otto Brand; Varrian Emb.", ["Otto Brand; Varrian Emb"]),
        ("Otto Brand, Prime Minister, Minister of Finance", ["Otto Brand"]),
        ("Ambassador Otto Brand, Ambassador to the United Nations", ["Otto Brand"]),
    ],
)
def test_one_line_may_name_several_people(printed: str, names: list[str]) -> None:
    assert [person.name for person in one(RECORD.format(printed)).participants] == names


def test_a_day_apart_below_the_subject_is_no_part_of_it() -> None:
    record = one(RECORD.format("Mr. Lind"))
    assert (record.subject, record.date) == ("Talk with the Ambassador of Varr on Ferries", "1972-04-04")


def test_initials_and_a_name_far_in_from_the_margin_sign_a_paper() -> None:
    record = one(RECORD.format("Mr. Lind"))
    assert [paragraph.item for paragraph in record.paragraphs] == ["1.", "2."]
    assert any(element.kind == "signature" for element in record.elements)


@pytest.mark.parametrize("printed", ["-(C)-", "-fC)-", "-fet-", "~{c)-"])
def test_a_mark_between_the_ends_of_a_stroke_is_struck(printed: str) -> None:
    record = one(
        HEAD + f"The President: I have read your letter about the ferries.  {printed}\n\n"
        "President Brandel: And what do you make of it?  (C)\n"
    )
    first = record.turns[0].paragraphs[0]
    assert (first.text, first.mark, first.struck) == ("I have read your letter about the ferries.", "C", True)


NESTED = """\
MEMORANDUM OF TELEPHONE CONVERSATION

SUBJECT:          Telephone Conversation with President Brandel

PARTICIPANTS:     The President
                  Notetaker:  Ana Prell, NSC Staff
                  Interpreter:  Jon Vick
                  President Brandel

DATE, TIME        August 29, 1991, 8:04 - 8:19 a.m. (EDT)
AND PLACE:        Harbour House

The President: Good morning, or good evening for you.  (C)

President Brandel: Thank you.  (C)
"""


def test_a_list_goes_on_behind_an_interpreter_named_in_it() -> None:
    record = one(NESTED)
    assert record.interpreters == ("Jon Vick",)
    assert [person.printed for person in record.participants] == ["The President", "President Brandel"]


COUNCIL = """\
                                                  April 12, 1957

MEMORANDUM

SUBJECT:  Discussion at the 318th Meeting of the Ferry Council,
          Thursday, April 11, 1957

     The Chairman reviewed the crossings of the winter and asked whether the
Lower Varr could be opened before May.
\f2. POLICY TOWARD THE LOWER VARR

     The Secretary explained the draft and asked for its adoption.
"""


def test_a_discussion_at_a_council_is_a_conversation_of_the_day_it_met() -> None:
    record = one(COUNCIL)
    assert (record.form, record.date) == ("memcon", "1957-04-11")
    assert record.pages == (1, 2)


@pytest.mark.parametrize(
    ("printed", "start", "end"),
    [
        ("March 3, 1972, FROM 11:02 TO 11:31 A.M., ANNEX", "11:02", "11:31"),
        ("July 24, 1990, 10:05 1 10:50 a.m.", "10:05", "10:50"),
        ("April 26, 1974, 1:15 - after 3:00 p.m.", "13:15", None),
    ],
)
def test_times_as_typed_and_as_read(printed: str, start: str, end: str | None) -> None:
    when = read_when(printed)
    assert (when.start, when.end) == (start, end)


CONCLUSIONS = """\
                   Policy Review Committee Meeting

                          September 12, 1977

Time and Place:   3:00 - 4:05 p.m., Harbour House

Subject:          Next Steps on the Lower Varr

Participants:

State                               CIA
Otto Brand (Chairman)               Jon Vick
Jonas Quill
                                    NSC
Defense                             Ana Prell (notes)
Ray Marl

                        SUMMARY OF CONCLUSIONS

1. Arms.  It was agreed that nothing would be supplied to either party.

2. Ferries.  Defense will prepare an estimate by September 26.
"""


def test_a_title_may_stand_below_the_labels() -> None:
    record = one(CONCLUSIONS)
    assert record.form == "summary_of_conclusions"
    assert (record.date, record.time_start, record.time_end) == ("1977-09-12", "15:00", "16:05")
    assert (record.subject, record.place) == ("Next Steps on the Lower Varr", "Harbour House")
    groups = [(person.name, person.group) for person in record.participants]
    assert groups[0] == ("Otto Brand", "State") and groups[-1] == ("Ana Prell", "NSC")
    assert record.notetakers == ("Ana Prell",)
    assert [paragraph.item for paragraph in record.paragraphs] == ["1.", "2."]


FLAT = """\
MEMORANDUM OF CONVERSATION
DATE: July 19, 1948
SUBJECT: Status of the Ferries
PARTICIPANTS: Dr. Otto Brand, Counselor, Varrian Legation
Mr. Jonas Quill, Deputy Director
Dr. Brand came in at his request to learn whether the report in
this morning's papers was well founded, namely, that the three
Governments would recommend the return of the ferries.
Mr. Quill said he had seen the same papers. He was in a position
to say that no recommendation had been made and that none would
be made without the Legation's being told of it.
Dr. Brand said that talk was what had lost his country the ferry
in 1920. He was not, however, speaking in anger. His Minister had
gone home on Friday and had not been heard from.
Mr. Quill thanked him and said that he would see that what he had
told him reached the proper people today.
"""


def test_a_text_without_blank_lines_has_its_paragraphs_where_lines_end_early() -> None:
    paragraphs = one(FLAT).paragraphs
    assert [" ".join(p.text.split()[:2]) for p in paragraphs] == [
        "Dr. Brand", "Mr. Quill", "Dr. Brand", "Mr. Quill",
    ]  # fmt: skip
