"""The specimen papers of 1967 to 1993."""

from __future__ import annotations

from memcon.model import ClassificationBlock, Record
from specimens.parts import NOTICE, WHITE_HOUSE, notetaker, office, paragraph, person, turn

FISHERIES = Record(
    (1, 1),
    "memcon",
    letterhead=("DEPARTMENT OF STATE", NOTICE),
    title="Memorandum of Conversation",
    banner="CONFIDENTIAL",
    captions=("LIMDIS",),
    subject="Brenmark's Request for Observers at the Kessel Survey",
    participants=(
        office("The Under Secretary", "United States"),
        person("Alden Breckwell", "Office of Northern European Affairs", "United States", title="Mr."),
        notetaker("J. Wendell Norcroft", "Brenmark Desk", "United States"),
        person("Tivadar Holvane", "Ambassador of Brenmark", "Brenmark"),
        person("Sabine Lormand", "Counselor of Embassy", "Brenmark", title="Miss"),
    ),
    notetakers=("J. Wendell Norcroft",),
    date="1967-05-12",
    time_start="10:30",
    date_time_place_as_printed="May 12, 1967\n10:30 a.m.\nThe Department of State",
    place="The Department of State",
    style="narrative",
    paragraphs=tuple(
        paragraph(text)
        for text in (
            "The Ambassador called at his own request. He said that his government had read the "
            "announcement of the Tavarian survey party with some surprise, since the party would "
            "have to cross four miles of Brenmark to reach the river it was to survey.",
            "The Under Secretary asked whether Tavaria had requested leave to cross. The Ambassador "
            'replied that a note had come on Monday, that it used the word "traditional" three '
            "times, and that it did not ask for anything.",
            "Mr. Breckwell wondered whether the two governments might not share the survey: the "
            "upper party to be Brenmark's, the lower Tavaria's, and the figures to be exchanged. The "
            "Ambassador said that this had been tried in 1931. The figures had been exchanged, and "
            "for thirty-six years neither side had believed them.",
            "Miss Lormand observed that a third party's observers -- she named no one -- would be "
            "welcome in Ostermund and could hardly be refused in Port Lisem. The Under Secretary "
            "said that the United States had no view on where the river was, and would be sorry to "
            "acquire one.",
            "The Ambassador thanked him, and asked that the conversation be regarded as not having "
            "taken place in so far as it concerned observers. It was agreed that Mr. Breckwell would "
            "inform the Tavarian Embassy that the Ambassador had called about fish.",
        )
    ),
    drafting="EUR/NE:JWNorcroft:mcb",
)
"""The State Department's form, 1967."""


TRANSCRIPT = Record(
    (1, 1),
    "telcon",
    letterhead=(NOTICE,),
    title="TELCON",
    participants=(office("The President"), person("Farrowgate", title="Dr.")),
    date="1972-02-26",
    time_start="18:54",
    date_time_place_as_printed="February 26, 1972\n6:54 p.m.",
    style="dialogue",
    turns=(
        turn("P", "What is this about the dam?"),
        turn(
            "F",
            "The Brenmark people have poured the footing. It is on their side, Mr. President. What "
            "is not on their side is the water.",
        ),
        turn("P", "How much water?"),
        turn("F", "All of it, in a dry year."),
        turn("P", "And the other fellow? The one with the horses."),
        turn(
            "F",
            "Marshal Vandrosek. He says he will shell it. He has four guns, and he would have to ask "
            "Brenmark for the range tables, since he sold his own in 1969.",
        ),
        turn(None, "(Laughter)"),
        turn("P", "Don't let them use us in the communique."),
        turn(
            "F",
            'No. I told the Ambassador: we are for the river. He wanted "concerned." I gave him '
            '"interested."',
        ),
        turn("P", "Good. Interested is good. Call me if anybody shoots."),
        turn("F", "Yes, Mr. President."),
    ),
)
"""A telephone transcript, 1972."""


GRAIN = Record(
    (1, 1),
    "memcon",
    letterhead=("MEMORANDUM", *WHITE_HOUSE),
    title="MEMORANDUM OF CONVERSATION",
    banner="SECRET",
    captions=("NODIS", "XGDS"),
    participants=(
        person("Underhay", title="President"),
        person(
            "Konrad A. Farrowgate",
            "Secretary of State and Assistant to the President for National Security Affairs",
            title="Dr.",
        ),
        person(
            "Byron Ingerford",
            "Deputy Assistant to the President for National Security Affairs",
            title="Lt. General",
        ),
    ),
    date="1975-10-14",
    time_start="09:20",
    time_end="10:05",
    weekday="Tuesday",
    date_time_place_as_printed="Tuesday, October 14, 1975\n9:20 - 10:05 a.m.\nThe Oval Office",
    place="The Oval Office",
    style="dialogue",
    turns=(
        turn(
            "Farrowgate",
            "Tavaria wants the grain credit by the first of the month. If they don't get it they "
            "will buy from Brenmark, which means that they will pay Brenmark in water.",
            "That is the part nobody in Agriculture has understood. It is not a grain problem.",
        ),
        turn("President", "What do we lose if we give it to them?"),
        turn(
            "Farrowgate",
            "Two million tons and one Senator. [Described the credit and its terms.]",
        ),
        turn("President", "Which Senator?"),
        turn(None, "[General Ingerford named the Senator.]"),
        turn("President", "Him we can afford. And the dam?"),
        turn(
            "Farrowgate",
            "The dam is half finished. They have built the half that costs money and not the half "
            "that holds water. My advice is: let them run out of cement before we run out of "
            "patience.",
        ),
        turn("President", "Let's do it. But quietly."),
        turn("Farrowgate", "In Port Lisem there is no other way. The telephones don't work."),
    ),
    classification_block=ClassificationBlock("Konrad A. Farrowgate", "5 B 3", "Imp. to det."),
)
"""A memorandum of the Ford years, 1975."""


CONDOLENCES = Record(
    (1, 1),
    "telcon",
    letterhead=WHITE_HOUSE,
    title="MEMORANDUM OF TELEPHONE CONVERSATION",
    control_number="4418",
    banner="CONFIDENTIAL",
    subject="Telcon with President Dario Tessarin of Sorelia",
    participants=(office("The President"), person("Dario Tessarin", title="President")),
    interpreters=("Phyllis Hallicott",),
    notetakers=("Russell Kettleby",),
    date="1990-08-21",
    time_start="11:42",
    time_end="11:53",
    tz="EDT",
    date_time_place_as_printed="August 21, 1990, 11:42 - 11:53 a.m. EDT\nOval Office",
    place="Oval Office",
    style="dialogue",
    turns=(
        turn(
            "The President",
            (
                "Dario, I just heard about the ferry. I wanted you to know that everybody here is "
                "asking me about it. How many are still missing?",
                "U",
            ),
        ),
        turn(
            "President Tessarin",
            (
                "Eleven, Mr. President. We have the divers from Brenmark, and it is a good thing to "
                "see them.",
                "U",
            ),
        ),
        turn("The President", ("Do you need anything from us? Boats, lights, doctors?", "U")),
        turn(
            "President Tessarin",
            (
                "Lights, yes. If your ship that is in Monte Alva could come around, the one that we "
                "do not know is there, it would be here by evening.",
                "C",
            ),
        ),
        turn("The President", ("I'll ask. If it's there, it's on its way.", "C")),
        turn(
            "President Tessarin",
            ("Thank you. May I say one more thing? It does not concern the ferry.", "U"),
            (
                "The Tavarians have moved two battalions to the lower Kessel. They call it an "
                "exercise. They took bread for six weeks: nobody exercises for six weeks. I think "
                "that they mean to be standing at the dam when the new line is drawn.",
                "C",
            ),
        ),
        turn(
            "The President",
            (
                "We've seen some of that. I'd be grateful if you would keep your own people back "
                "from the river, so that nobody can say afterwards who began it.",
                "C",
            ),
        ),
        turn("President Tessarin", ("They are all at the ferry.", "C")),
        turn("The President", ("God bless you. Call me any hour.", "U")),
        turn("President Tessarin", ("I shall. Good-bye.", "U")),
    ),
    end_marker=True,
    classification_block=ClassificationBlock(declassify_on="OADR"),
)
"""A telephone memorandum of the Bush years, 1990."""


VICE_PRESIDENT = Record(
    (1, 1),
    "memcon",
    letterhead=("OFFICE OF THE VICE PRESIDENT", "WASHINGTON", NOTICE),
    title="MEMORANDUM OF CONVERSATION",
    banner="CONFIDENTIAL",
    subject="Meeting with Prime Minister Vesna Mirkalo of Tavaria",
    participants=(
        office("The Vice President", "U.S."),
        person("Nora Westerbrook", "National Security Adviser to the Vice President", "U.S."),
        notetaker("Grant Stanniforth", "Office of the Vice President", "U.S."),
        person("Vesna Mirkalo", "Prime Minister", "Tavaria"),
        person("Radko Estovan", "Minister of Water and Forests", "Tavaria"),
        office("Interpreter", "Tavaria", "interpreter"),
    ),
    notetakers=("Grant Stanniforth",),
    date="1993-03-26",
    time_start="14:10",
    time_end="14:55",
    date_time_place_as_printed="March 26, 1993\n2:10 - 2:55 p.m.\nThe Vice President's West Wing Office",
    place="The Vice President's West Wing Office",
    style="narrative",
    paragraphs=(
        paragraph(
            (
                "The Vice President welcomed Prime Minister Mirkalo and congratulated her on forming "
                "a government in nine days. The Prime Minister said that it had taken eight days to "
                "find a finance minister and one to find the money.",
                "U",
            )
        ),
        paragraph(
            (
                "Turning to the Kessel, the Prime Minister said that the dam would be closed in the "
                "autumn of 1995 whether or not there was an agreement. She would rather have the "
                "agreement. Minister Estovan unrolled a map and explained the three gauges: the "
                "upper one, which Brenmark reads; the lower one, which Tavaria reads; and the one in "
                "the middle, which nobody has read since the war.",
                "C",
            )
        ),
        paragraph(
            (
                "Ms. Westerbrook asked what would be enough. The Prime Minister answered that forty "
                "cubic meters a second in August would keep the delta alive. With thirty there would "
                "be rice but no fish, and with twenty there would be neither, and no government.",
                "C",
            )
        ),
        paragraph(
            (
                "The Vice President said that a gauge was a thing the United States could "
                "understand. He would see whether the Geological Survey could lend two people and a "
                "boat for one summer, on the footing that both sides asked for them in writing -- "
                "the same writing.",
                "C",
            )
        ),
        paragraph(("The Prime Minister said that she would hold the pen herself.", "U")),
    ),
    drafting="Prepared By: Grant Stanniforth\nApproved By: Nora Westerbrook",
    classification_block=ClassificationBlock(declassify_on="OADR"),
)
"""A memorandum of the Vice President's office, 1993."""
