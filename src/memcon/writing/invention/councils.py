"""Inventors of cables and of committee papers: one record each, as its office would have typed it."""

from __future__ import annotations

from random import Random

from msgspec import structs

from memcon.model import ClassificationBlock, Heading, Paragraph, Participant, Record
from memcon.writing.invention import clock, dialogue, people
from memcon.writing.invention.blocks import oadr_or_ten_years
from memcon.writing.invention.names import COUNTRIES, Country, Names
from memcon.writing.invention.sentences import MONTHS, Talk
from memcon.writing.style import Style

Drawn = tuple[Record, Style]


def cable(random: Random, style: Style) -> Drawn:
    """A cable of 1993-1994, its whole text at one level, at times with a memorandum of conversation in it."""
    country, names = random.choice(COUNTRIES), Names(random)
    when = clock.moment(random, (1993, 1994), ranged=False)
    level = dialogue.level(random)
    cast = people.telephone(random, names, country)
    talk = Talk(random, country, ["THE AMBASSADOR"], cast.labels[1], when.start.year)
    group = f"{when.start:%d%H%M}Z {MONTHS[when.start.month - 1][:3].upper()} {when.start:%y}"
    record = Record(
        (1, 1),
        "cable",
        title="Cable",
        control_number=f"STATE {random.randint(1000, 299999):06d}",
        banner=level,
        captions=random.choice(((), ("NODIS",), ("EXDIS",))),
        subject=talk.subject().upper(),
        from_="SECSTATE WASHDC",
        addressees=(_post(country, f"IMMEDIATE {random.randint(100, 9999):04d}"),),
        date=when.date,
        date_time_place_as_printed=group,
        style="narrative",
        paragraphs=_telegraphed(random, talk, level, cast.labels[1]),
        classification_block=ClassificationBlock(declassify_on="OADR"),
    )
    return record, structs.replace(
        style, routing=_routed(random, country, group), tags=random.choice((None, "PREL, ZZ", "PREL, MOPS"))
    )


def _telegraphed(random: Random, talk: Talk, level: str, them: str) -> tuple[Paragraph, ...]:
    """Numbered paragraphs in capitals; an enclosed memorandum's own paragraphs bear no number."""
    opening = [f"{level} - ENTIRE TEXT.", "FOLLOWING IS FOR YOUR BACKGROUND ONLY."]
    texts = [talk.narrative().upper() for _ in range(random.randint(2, 6))]
    if random.random() < 0.4:
        opening.append(f"MEMORANDUM OF CONVERSATION WITH {them.upper()} FOLLOWS. BEGIN TEXT:")
        numbered = [Paragraph(text, item=f"{n}.") for n, text in enumerate(opening, 1)]
        return (*numbered, *(Paragraph(text) for text in texts), Paragraph("END TEXT."))
    return tuple(Paragraph(text, item=f"{n}.") for n, text in enumerate([*opening, *texts], 1))


def _routed(random: Random, country: Country, group: str) -> tuple[tuple[str, str], ...]:
    """Routing lines, with posts that do not exist."""
    rows = [("PREC:", "IMMEDIATE")]
    if random.random() < 0.5:
        rows.append(("LINE3:", f"O {group} ZFF6"))
    others = [c for c in COUNTRIES if c is not country]
    for number, other in enumerate(random.sample(others, random.randint(0, 3))):
        rows.append(("" if number else "INFO:", _post(other, f"PRIORITY {1000 + number}")))
    return tuple(rows)


def _post(country: Country, precedence: str) -> str:
    return f"RUEHZZ/AMEMBASSY {country.capital.upper()} {precedence}"


def nsc(random: Random, style: Style) -> Drawn:
    """A summary of conclusions of a committee of the National Security Council, 1993-1995."""
    country, names = random.choice(COUNTRIES), Names(random)
    when = clock.moment(random, (1993, 1995))
    level = dialogue.level(random)
    talk = Talk(random, country, [names.full(home=True)[1]], "The Secretary", when.start.year)
    agencies = random.sample(
        ("The Vice President's Office", "State", "DOD", "CIA", "JCS", "USUN", "OMB", "White House", "NSC"),
        random.randint(3, 7),
    )
    entries: list[Participant] = []
    for agency in agencies:
        for _ in range(random.randint(1, 2)):
            name = " ".join(names.full(home=True))
            title = random.choice(("", "", "", "Secretary", "Ambassador", "Admiral"))
            entries.append(people.titled(title, name, agency) if title else Participant(name, agency, name))
    committee = random.choice(("NSC Principals Committee", "NSC Deputies Committee"))
    place = random.choice(("White House Situation Room", "Situation Room"))
    record = Record(
        (1, 1),
        "summary_of_conclusions",
        letterhead=("NATIONAL SECURITY COUNCIL", "WASHINGTON, D.C. 20506"),
        title=f"Summary of Conclusions for Meeting of {committee}",
        control_number=str(random.randint(20000, 29999)),
        banner=level,
        subject=f"Summary of Conclusions of {committee} Meeting on {country.name}",
        subject_mark=random.choice((None, "S" if level == "SECRET" else "C")),
        participants=tuple(entries),
        date=when.date,
        time_start=when.from_,
        time_end=when.to,
        date_time_place_as_printed=(f"{when.day}\n{clock.times(random, when)}\n{place}"),
        place=place,
        style="list",
        headings=(Heading("Summary of Conclusions", 1),),
        paragraphs=dialogue.points(random, talk, level),
        classification_block=oadr_or_ten_years(random, when),
    )
    return record, structs.replace(style, colon=random.random() < 0.7, numbered=False)
