"""The specimen papers of 1994 to 1996."""

from __future__ import annotations

from msgspec import structs

from memcon.model import ClassificationBlock, Heading, Participant, Record
from memcon.writing import style_named
from specimens.parts import NOTICE, WHITE_HOUSE, notetaker, office, paragraph, person, turn

VISIT = Record(
    (1, 1),
    "memcon",
    letterhead=WHITE_HOUSE,
    title="MEMORANDUM OF CONVERSATION",
    control_number="7756",
    banner="CONFIDENTIAL",
    subject="Meeting with Prime Minister Jorun Holvane of Brenmark",
    subject_mark="U",
    participants=(
        office("The President", "U.S."),
        person("Edith Merriwick", "Secretary of State", "U.S."),
        person("Oliver Quillfeather", "Assistant to the President for National Security Affairs", "U.S."),
        person("Harriet Jessamy", "Assistant Secretary of State for European and Canadian Affairs", "U.S."),
        notetaker("Martin Van Orstrand", "Senior Director for European Affairs, NSC", "U.S."),
        person("Jorun Holvane", group="Brenmark", title="Prime Minister"),
        person("Wendel Dremmel", "Minister of Foreign Affairs", "Brenmark"),
        person("Odile Saint-Orme", "Ambassador to the United States", "Brenmark"),
        office("Other Advisors", "Brenmark"),
    ),
    notetakers=("Martin Van Orstrand",),
    date="1994-09-22",
    time_start="16:35",
    time_end="17:10",
    date_time_place_as_printed="September 22, 1994, 4:35-5:10 p.m.\nThe Cabinet Room",
    place="The Cabinet Room",
    style="dialogue",
    turns=(
        turn(
            "The President",
            (
                "Prime Minister, you are very welcome. I'm told you came by the slow train so that "
                "you could see the country. I wish more of my Cabinet would do that.",
                "U",
            ),
        ),
        turn(
            "Prime Minister Holvane",
            ("We saw a great deal of Ohio, Mr. President. There is a great deal of it.", "U"),
        ),
        turn(
            "The President",
            (
                "Let me go straight to the dam. My concern is not the dam itself -- it's a good dam, "
                "our engineers say so. My concern is the first winter, when you fill it, and the "
                "people below have to take your word for how much is coming through.",
                "C",
            ),
            (
                "If there were a gauge that both sides trusted, I believe nine-tenths of this "
                "quarrel would go away. We are ready to lend two people and a boat.",
                "C",
            ),
        ),
        turn(
            "Prime Minister Holvane",
            (
                "I accept the two people. The boat is more difficult. If it flies your flag it is an "
                "intervention; if it flies ours, the Tavarians will not read the gauge; and if it "
                "flies theirs, my coalition falls on Thursday.",
                "C",
            ),
        ),
        turn("Secretary Merriwick", ("Could it fly no flag?", "C")),
        turn(
            "Foreign Minister Dremmel (consulting the treaty)",
            ("A vessel without a flag may be fired upon. Article 9.", "C"),
        ),
        turn(None, ("(There was a pause.)", "U")),
        turn(
            "The President",
            ("Then put it in the water upside down and call it a buoy.", "C"),
        ),
        turn(
            "Prime Minister Holvane",
            (
                "I shall tell them that this was your proposal. They will think about it for a "
                "month, and by then it will be theirs.",
                "C",
            ),
            (
                "There is another thing, and I say it only in this room: our closing date is not the "
                "autumn. We need (a) the last shipment of cement, (b) a dry October, and (c) the "
                "consent of two villages, one of which has given it twice. Spring is nearer the "
                "truth.",
                "C",
            ),
        ),
        turn("The President", ("Does Port Lisem know that?", "C")),
        turn(
            "Prime Minister Holvane",
            (
                "They know how much cement they are selling us.",
                "C",
            ),
        ),
        turn("The President", ("That's the best answer I've had all week. Thank you for coming.", "U")),
    ),
    end_marker=True,
    classification_block=ClassificationBlock(declassify_on="OADR"),
)
"""A White House memorandum of a meeting, 1994: two delegations under their countries' names."""


_TELEGRAM = (
    "SECRET - ENTIRE TEXT.",
    "FOLLOWING IS FOR YOUR BACKGROUND ONLY AND SHOULD NOT BE RAISED WITH HOST GOVERNMENT.",
    "THE TAVARIAN AMBASSADOR CALLED ON ASSISTANT SECRETARY JESSAMY ON NOVEMBER 3. HE SAID THAT THE "
    "SO-CALLED BUOY HAD BEEN SIGHTED AT THE MIDDLE GAUGE, THAT IT HAD BEEN READ BY A CORPORAL, AND "
    "THAT THE FIGURE WAS BEING STUDIED IN PORT LISEM.",
    "JESSAMY ASKED WHAT THE FIGURE WAS. THE AMBASSADOR REPLIED THAT IT WAS 43, AND THAT HIS "
    "GOVERNMENT HAD EXPECTED 20. THE DIFFERENCE HAD CAUSED A CERTAIN DISAPPOINTMENT AMONG THOSE WHO "
    "HAD PREPARED THE PROTEST.",
    "COMMENT: THIS IS THE FIRST FIGURE THAT BOTH SIDES HAVE READ OFF THE SAME STICK SINCE 1931. "
    "DEPARTMENT WOULD WELCOME POST'S VIEWS ON WHETHER ANYTHING SHOULD BE MADE OF IT. OUR OWN "
    "INCLINATION IS TO SAY NOTHING AND SEND A SECOND CORPORAL. END COMMENT.",
)
CABLE = Record(
    (1, 1),
    "cable",
    title="Cable",
    control_number="STATE 297715",
    banner="SECRET",
    captions=("EXDIS",),
    subject="KESSEL RIVER: FIRST READING OF THE MIDDLE GAUGE",
    from_="SECSTATE WASHDC",
    addressees=("RUEHZZ/AMEMBASSY PORT LISEM IMMEDIATE 0417",),
    date="1994-11-04",
    date_time_place_as_printed="041830Z NOV 94",
    style="narrative",
    paragraphs=tuple(paragraph(text, f"{n}.") for n, text in enumerate(_TELEGRAM, 1)),
    classification_block=ClassificationBlock(declassify_on="OADR"),
)
"""A cable, 1994."""
_ROUTING = (("PREC:", "IMMEDIATE"), ("INFO:", "RUEHXX/AMEMBASSY OSTERMUND IMMEDIATE 0982"))
CABLE_STYLE = structs.replace(style_named("cable"), routing=_ROUTING, tags="PREL, ZZ", notice=NOTICE)

_PRESENT = (
    ("The Vice President's Office", ("Nora Westerbrook",)),
    ("State", ("Secretary Edith Merriwick", "Harriet Jessamy")),
    ("DOD", ("Foster Abbotsley", "Sylvia Underhay")),
    ("CIA", ("Thornton Pemberlow",)),
    ("JCS", ("Admiral Irving Rutherwood",)),
    ("NSC", ("Oliver Quillfeather", "Martin Van Orstrand")),
)


def _present(agency: str, name: str) -> Participant:
    title, _, rest = name.partition(" ")
    if title in ("Secretary", "Admiral"):
        return person(rest, group=agency, title=title)
    return Participant(name, agency, name)


_POINTS = (
    (
        "Principals agreed that the buoy has done more than the survey, and that nobody should say so.",
        "S",
    ),
    (
        "State will draft a joint letter in which Brenmark and Tavaria ask for a second season, in "
        "the same words and on the same day. (Action: State)",
        "C",
    ),
    (
        "DOD will keep the ship at Monte Alva until the dam is closed; its presence will neither be "
        "confirmed nor made unnecessary.",
        "S",
    ),
    (
        "CIA will report by May 1 on the two Tavarian battalions -- in particular, on how much bread "
        "they have drawn.",
        "S",
    ),
    ("NSC will reconvene the Committee when the water is at the second mark.", "U"),
)
COUNCIL = Record(
    (1, 1),
    "summary_of_conclusions",
    letterhead=("NATIONAL SECURITY COUNCIL", "WASHINGTON, D.C. 20506", NOTICE),
    title="Summary of Conclusions for Meeting of NSC Principals Committee",
    control_number="21197",
    banner="SECRET",
    subject="Summary of Conclusions of Principals Committee Meeting on the Kessel River",
    subject_mark="S",
    participants=tuple(_present(agency, name) for agency, names in _PRESENT for name in names),
    date="1995-04-11",
    time_start="15:30",
    time_end="16:30",
    date_time_place_as_printed="April 11, 1995\n3:30pm - 4:30pm\nWhite House Situation Room",
    place="White House Situation Room",
    style="list",
    headings=(Heading("Summary of Conclusions", 1),),
    paragraphs=tuple(paragraph(text, "--") for text in _POINTS),
    classification_block=ClassificationBlock(declassify_on="OADR"),
)
"""A summary of conclusions, 1995."""

COUNCIL_STYLE = structs.replace(style_named("nsc"), numbered=False)

SHOTS = Record(
    (1, 1),
    "memcon",
    letterhead=WHITE_HOUSE,
    title="MEMORANDUM OF CONVERSATION",
    control_number="9024",
    banner="SECRET",
    subject="Pull-Aside Meeting with the Prime Ministers of Brenmark and Tavaria",
    subject_mark="C",
    participants=(
        office("The President", "U.S."),
        person("Edith Merriwick", "Secretary of State", "U.S."),
        notetaker("Martin Van Orstrand", "Senior Director for European Affairs, NSC Staff", "U.S."),
        person("Jorun Holvane", "Prime Minister", "Brenmark"),
        person("Wendel Dremmel", "Minister of Foreign Affairs", "Brenmark"),
        person("Vesna Mirkalo", "Prime Minister", "Tavaria"),
        person("Radko Estovan", "Minister of Water and Forests", "Tavaria"),
    ),
    notetakers=("Martin Van Orstrand",),
    date="1995-12-14",
    time_start="09:45",
    time_end="09:58",
    date_time_place_as_printed="December 14, 1995, 9:45-9:58 a.m.\nGrand Hotel, Monte Alva, Castamar",
    place="Grand Hotel, Monte Alva, Castamar",
    style="dialogue",
    turns=(
        turn(
            "The President",
            ("I have thirteen minutes, and I'd like to spend them on the shots at the lower gauge.", "S"),
        ),
        turn(
            "Prime Minister Mirkalo",
            (
                "There were three. One was an officer who has since been promoted. Two were the "
                "echo; the valley is narrow there.",
                "S",
            ),
        ),
        turn(
            "Prime Minister Holvane",
            ("We counted five. But we too were in the valley.", "S"),
            (
                "I will say what I told my cabinet: a country that shoots at a stick in the water "
                "still believes in the stick.",
                "C",
            ),
        ),
        turn(
            "The President",
            (
                "Then let's get the stick into the agreement. Edith has a page. Two gauges, two "
                "readers, one telephone; forty cubic meters in August; and if the figures differ by "
                "more than three, both of you call the same man in Monte Alva and he goes and looks.",
                "S",
            ),
        ),
        turn("Prime Minister Mirkalo", ("Who is he?", "C")),
        turn(
            "Secretary Merriwick",
            ("A retired schoolmaster. He has no opinion about rivers. We made sure of it.", "C"),
        ),
        turn(
            "Prime Minister Holvane and Prime Minister Mirkalo",
            ("Agreed.", "S"),
        ),
        turn("The President", ("I have nine minutes left. Let's have coffee.", "U")),
    ),
    end_marker=True,
    classification_block=ClassificationBlock("Oliver Quillfeather", "1.5(b)(d)", "12/14/05"),
)
"""A pull-aside, 1995: three speakers, marked under the order of that October."""


WATER = Record(
    (1, 1),
    "telcon",
    letterhead=WHITE_HOUSE,
    title="MEMORANDUM OF TELEPHONE CONVERSATION",
    control_number="2103",
    banner="SECRET",
    subject="Telephone Call with President Emeric Nadrasy of Tavaria",
    subject_mark="C",
    participants=(office("The President"), person("Emeric Nadrasy", title="Tavarian President")),
    interpreters=("Phyllis Hallicott",),
    notetakers=("Julia Ingerford", "Grant Stanniforth", "Martin Van Orstrand"),
    date="1996-03-27",
    time_start="11:13",
    time_end="11:29",
    tz="EST",
    date_time_place_as_printed="March 27, 1996, 11:13 - 11:29 a.m. EST\nOval Office",
    place="Oval Office",
    style="dialogue",
    turns=(
        turn("The President", ("Hello? Emeric, can you hear me?", "U")),
        turn("President Nadrasy", ("Very well. There is only a little water on the line.", "U")),
        turn(
            "The President",
            (
                "That's what I'm calling about. I understand they closed the gates on Monday and the "
                "lower gauge stood at forty-one this morning. I think that's a historic figure, and "
                "I wanted to congratulate you on it.",
                "C",
            ),
        ),
        turn(
            "President Nadrasy",
            (
                "Forty-one, yes. I went myself. I am the first head of state who has read that "
                "gauge, and I can report that it is hard to do from a horse.",
                "U",
            ),
            (
                "Now I must tell you a thing that is not for the newspapers. Marshal Vandrosek came "
                "to see me on Sunday. He offered me the two battalions. I asked what for. He said: "
                "for the gauge. So I have made him inspector of gauges, with a salary, and the "
                "battalions have gone home to plant.",
                "S",
            ),
        ),
        turn("The President", ("That was well done. Does he know what an inspector does?", "S")),
        turn(
            "President Nadrasy",
            (
                "He inspects. He has already asked for a boat. I said that he must apply to "
                "Ostermund, in writing.",
                "S",
            ),
        ),
        turn(
            "The President",
            (
                "I'd like to see you both here in June, you and Jorun. No speeches. We'd sign the "
                "second season -- it's four pages -- and go and look at a river of ours that gives "
                "nobody any trouble.",
                "C",
            ),
        ),
        turn("President Nadrasy", ("Which one is that?", "U")),
        turn("The President", ("I'll have to ask. There must be one.", "U")),
        turn(None, ("(Laughter)", "U")),
        turn(
            "President Nadrasy",
            (
                "Then I come. And I bring the schoolmaster. He has found that the stick of 1931 was "
                "cut eleven centimeters short. He asks nobody to be told.",
                "S",
            ),
        ),
        turn("The President", ("Nobody will hear it from me. Thank you, my friend.", "U")),
        turn("President Nadrasy", ("Good-bye.", "U")),
    ),
    end_marker=True,
    classification_block=ClassificationBlock("Oliver Quillfeather", "1.5 (d)", "03/27/06"),
)
"""A White House memorandum of a telephone call, 1996."""
