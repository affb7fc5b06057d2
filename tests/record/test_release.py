"""Stamps, blocks and banners say what they say, through the damage that they come in."""

from __future__ import annotations

import pytest
from papers import one

from memcon.markings import (
    downgraded,
    highest,
    level_of,
    nearest_level,
    parse_banner,
    parse_mark,
    rank,
    roll_up,
)
from memcon.model import Declassification
from memcon.record.ending import is_end_marker
from memcon.record.labels import field_of, title_form
from memcon.record.release import read_banner, read_block, read_stamps
from memcon.record.withheld import codes_in, is_code_line


@pytest.mark.parametrize(
    ("text", "authority"),
    [
        ("DECLASSIFIED PER E.O. 13526", "E.O. 13526"),
        ("PER E.0. 13S26", "E.O. 13526"),
        ("E.O. 12958 SEC 3.6", "E.O. 12958"),
        ("PERE.O. 1352 6", "E.O. 13526"),
        ("nothing of the kind", None),
    ],
)
def test_authority(text: str, authority: str | None) -> None:
    found = read_stamps([text])
    assert (found.authority if found else None) == authority


def test_cases_sign_offs_and_releases() -> None:
    found = read_stamps(["DECLASSIFIED", "PER E.O. 13526", "2015-0782-M-2 (1.58)", "KBH 7/16/2019"])
    assert found is not None
    assert (found.case, found.date, found.reviewer) == ("2015-0782-M-2 (1.58)", "2019-07-16", "KBH")
    state = read_stamps(["RELEASE IN PART", "Case No. F-2014-20439 Doc No. C05779634"])
    assert state is not None
    assert (state.case, state.doc_number, state.release) == ("F-2014-20439", "C05779634", "RELEASE IN PART")
    ford = read_stamps(["By lth NARA, Date 7/28/06", "MR 05-21 #1"])
    assert ford is not None
    assert (ford.reviewer, ford.date, ford.case) == ("lth", "2006-07-28", "MR 05-21 #1")


def test_blocks_of_three_orders() -> None:
    clinton = read_block(["Classified by: A. Clerk", "Reason: 1.5 (b),(d)", "Declassify On: 10/31/05"])
    assert clinton is not None
    assert (clinton.classified_by, clinton.declassify_on) == ("A. Clerk", "10/31/05")
    assert clinton.reason is not None and clinton.reason.startswith("1.5 (b)")
    ford = read_block(["EXEMPTION CATEGORY 5 B 3", "AUTOMATICALLY DECLASSIFIED ON Imp. to det."])
    assert ford is not None
    assert (ford.reason, ford.declassify_on) == ("5 B 3", "Imp. to det.")
    cable = read_block(["E.O. 12356: DECL: OADR"])
    assert cable is not None and cable.declassify_on == "OADR"
    assert read_block(["nothing here"]) is None


def test_banners_by_the_many() -> None:
    assert read_banner(["CONFIDENTIAL", "GONFIDENTTAL", "SECRET"]) == ("CONFIDENTIAL", ())
    assert read_banner(["S E C R E T", "NODIS"]) == ("SECRET", ("NODIS",))
    assert read_banner([]) == (None, ())


def test_a_downgraded_papers_banner_is_the_one_it_was_made_with() -> None:
    assert read_banner(["SECRET/NODIS CONFIDENTIAL", "SECRET CONFIDENTIAL"]) == ("SECRET", ("NODIS",))
    assert read_banner(["SEGRET CONFIDENTIAL"]) == ("SECRET", ())
    assert downgraded("TOP SECRET") is downgraded("SECRET RESTRICTED DATA") is None
    assert downgraded("CONFIDENTIAL SECRET") is None
    stamp = read_stamps(["DOWNGRADED TO CONFIDENTIAL", "PER E.O. 13526"])
    assert stamp is not None and stamp.release == "DOWNGRADED TO CONFIDENTIAL"


def test_marks_and_levels() -> None:
    assert roll_up(["C", "U", "S/NF"]) == "SECRET"
    assert highest([]) is None
    assert rank("TS") > rank("S") > rank("C") > rank("R") > rank("LOU") > rank("U")
    assert level_of("S/NF") == "SECRET"
    assert (parse_mark("( S/NF )"), parse_mark("(c)")) == ("S/NF", None)
    banner = parse_banner("SECRET/NODIS/XGDS")
    assert banner is not None and banner.captions == ("NODIS", "XGDS")
    assert nearest_level("-SEGREP-") == "SECRET"
    assert nearest_level("PRESIDENT") is None


def test_titles_labels_and_end_markers() -> None:
    assert title_form("M E M O R A N D U M  O F  C O N V E R S A T I O N") == "memcon"
    assert title_form("Transcript of a Telephone Conversation") == "telcon"
    assert title_form("MEMORANDUM FOR THE RECORD OF THE DAY") is None
    assert title_form("-- End of Conversation --") is None
    assert (field_of("PARTICTPANTS"), field_of("DATE, TIME"), field_of("Speaker")) == (
        "participants",
        "date",
        None,
    )
    assert is_end_marker("--   End of Conversation   --")
    assert is_end_marker("— Fnd of Conversatlon -")
    assert not is_end_marker("at the end of the conversation he left")


def test_exemption_codes() -> None:
    assert codes_in("E.O. 13526, 1.4(c); (b)(3)") == ("1.4(c)", "(b)(3)")
    assert is_code_line("(b)(1)  1.4(d)")
    assert not is_code_line("under (b)(1) of the act")


STAMPS = {
    "bush": (
        "White House Guidelines\nE.O. 12958, SEC 3.4(b), September 11, 2006\nBy QRX NARA, Date 7/2/09",
        Declassification("E.O. 12958", None, "2009-07-02", "QRX"),
    ),
    "reagan": (
        "NLRR F06-099/7 #5512\nBY QX NARA DATE 10/16/08",
        Declassification(None, "NLRR F06-099/7 #5512", "2008-10-16", "QX"),
    ),
    "johnson": (
        "NLJ 96-501\nBy qx, NARA Date 4-28-97",
        Declassification(None, "NLJ 96-501", "1997-04-28", "qx"),
    ),
    "kennedy": (
        "E.O. 11652, Sec. 3(E), 5(D)\nNLK-77-401\nBy QXR NARS, Date 6/2/78",
        Declassification("E.O. 11652", "NLK-77-401", "1978-06-02", "QXR"),
    ),
    "archives": (
        "Authority NND 900412\nBy QX NARA Date 4/21/08",
        Declassification(None, "NND 900412", "2008-04-21", "QX"),
    ),
    "ford": (
        "E.O. 13526 (as amended) SEC 3.3\nMR # 09-77, #3\nBy qxr NARA Date 5/12/10",
        Declassification("E.O. 13526", "MR # 09-77, #3", "2010-05-12", "qxr"),
    ),
    "carter": (
        "No Objection To Declassification 2008/08/27 : NLC-99-12-6-4-8",
        Declassification(None, "NLC-99-12-6-4-8", "2008-08-27", None, "No Objection To Declassification"),
    ),
    "state, by age": (
        "Q. X. Archivist Declassified/Released US Department of State EO Systematic Review 20 Mar 2014",
        Declassification(None, None, "2014-03-20", "Q. X. Archivist", "Declassified/Released"),
    ),
    "state, by form": (
        "DEPARTMENT OF STATE A/CDC/MR\nREVIEWED BY Q. Xander DATE 11/14/89\n( ) RELEASE (X) EXCISE\n"
        "( ) DENY ( ) Non-responsive info\nFOI, EO or PA exemptions B1\nTS authority to:\n"
        "CLASSIFY as      OADR\nDOWNGRADE TS to ( ) S or ( ) C, OADR",
        Declassification(None, None, "1989-11-14", "Q. Xander", "EXCISE"),
    ),
    "cia": (
        "Approved for Release 2010/07/21 : CIA-RDP99B00049R001102660003-9",
        Declassification(
            None, None, "2010-07-21", None, "Approved for Release", "CIA-RDP99B00049R001102660003-9"
        ),
    ),
}  # fmt: skip
_UNDER_A_HEAD = ("bush", "reagan", "johnson", "kennedy", "archives", "ford")


@pytest.mark.parametrize("whose", STAMPS)
def test_each_repository_stamps_in_its_own_way(whose: str) -> None:
    """Domain rules, section 2.1, from the State form of 1989 to the libraries' stamps of today."""
    stamp, said = STAMPS[whose]
    head = "DECLASSIFIED\n" if whose in _UNDER_A_HEAD else ""
    talk = (
        "MEMORANDUM OF CONVERSATION\n\nPARTICIPANTS:   The President\n"
        "                Prime Minister Ambrose Tell\n\n"
        "DATE AND TIME:  March 3, 1976, 10:05 - 10:20 a.m.\nPLACE:          Oval Office\n\n"
        "The President: I am glad you came.\n\nPrime Minister Tell: We are ready to sign this spring.\n\n"
    )
    record = one(f"SECRET\n\n{talk}SECRET\n\n{head}{stamp}\n")
    assert record.declassification == said
    assert record.turns[-1].paragraphs[-1].text == "We are ready to sign this spring."
    assert len(record.turns) == 2
