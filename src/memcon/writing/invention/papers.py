"""One inventor for each style: a record as its office would have typed it, and the typist's choices."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from msgspec import structs

from memcon.model import (
    ClassificationBlock,
    Declassification,
    Holdings,
    Paragraph,
    Participant,
    Record,
    Withheld,
)
from memcon.writing.invention import clock, councils, dialogue, people
from memcon.writing.invention.blocks import oadr_or_ten_years
from memcon.writing.invention.names import COUNTRIES, Country, Names
from memcon.writing.invention.sentences import MONTHS, Talk
from memcon.writing.style import Style, StyleName

Drawn = tuple[Record, Style]
_VALUE = 40
"""The most letters that a line of date and time takes beside its label."""
_WHITE_HOUSE = ("THE WHITE HOUSE", "WASHINGTON")


def _talk(random: Random, country: Country, cast: people.Cast, year: int) -> Talk:
    return Talk(random, country, cast.labels[2:], cast.labels[1] if cast.labels[1:] else "He", year)


def _subject(random: Random, telephone: bool, head: Participant, country: Country) -> str:
    """What a White House memorandum says it is about."""
    whom = " ".join(x for x in (country.head, head.name) if x)
    if telephone:
        return random.choice(
            (
                f"Telcon with {country.adjective} {whom}",
                f"Telephone Conversation with {whom} of {country.name}",
                f"Presidential Telephone Call with {whom}",
            )
        )
    kind = random.choice(("Meeting", "Lunch", "Pull-Aside Meeting", "Bilateral Meeting"))
    return f"{kind} with {whom} of {country.name}"


def clinton(random: Random, style: Style) -> Drawn:
    """A White House memorandum of 1993-2000, of a call or of a meeting."""
    country, names = random.choice(COUNTRIES), Names(random)
    telephone = random.random() < 0.5
    groups = ("U.S.", country.name) if random.random() < 0.6 else None
    cast = (
        people.telephone(random, names, country)
        if telephone
        else people.meeting(random, names, country, groups)
    )
    when = clock.moment(random, (1993, 2000))
    level = dialogue.level(random)
    talk = _talk(random, country, cast, when.start.year)
    shout = random.random() < 0.15
    labels = [label.upper() if shout else label for label in cast.labels]
    record = _presidential(random, telephone, cast, country, when)
    record = structs.replace(
        record,
        letterhead=_WHITE_HOUSE,
        control_number=str(random.randint(1000, 9999)),
        banner=level,
        subject_mark=random.choice((None, "U", "C")),
        turns=dialogue.turns(random, talk, labels, level, "()"),
        end_marker=random.random() < 0.7,
        classification_block=oadr_or_ten_years(random, when),
    )
    record = _posted(random, record)
    sides = 0 if groups or telephone else len(cast.home)
    return record, structs.replace(
        style,
        value=random.choice((15, 20, 20)),
        labels=random.choice((("DATE, TIME", "AND PLACE:"), ("DATE, TIME,", "and PLACE:"))),
        colon=random.random() < 0.8,
        sides=sides,
        hang=random.choice((2, 2, 5)),
        group_gap=random.random() < 0.3,
        notetakers_apart=telephone and random.random() < 0.2,
    )


def _posted(random: Random, record: Record) -> Record:
    """At times the copy is one that a library released, or that an archive posted."""
    if random.random() < 0.2:
        case = f"{random.randint(2008, 2017)}-{random.randint(1, 999):04d}-M (1.{random.randint(1, 60):02d})"
        given = Declassification(authority="E.O. 13526", case=case, date="2019-03-07", reviewer="KLM")
        stamps = ("DECLASSIFIED PER E.O. 13526",)
        record = structs.replace(record, declassification=given, stamps=stamps)
    if random.random() < 0.15:
        kept = Holdings("The Archive of Invented Papers", "Calls That Were Never Made", "2021-04-01")
        record = structs.replace(record, holdings=kept)
    return _cut(random, record) if random.random() < 0.1 else record


def _cut(random: Random, record: Record) -> Record:
    """The last speech ends in what an editor could not print: ``[2 lines not declassified]``."""
    amount = random.randint(1, 5)
    note = f"[{amount} line{'s' if amount > 1 else ''} not declassified]"
    turns = list(record.turns)
    last = turns[-1].paragraphs[-1]
    last = structs.replace(last, text=f"{last.text} {note}")
    turns[-1] = structs.replace(turns[-1], paragraphs=(*turns[-1].paragraphs[:-1], last))
    withheld = (Withheld(1, (), "lines", float(amount)),)
    return structs.replace(record, turns=tuple(turns), withheld=withheld)


def _presidential(
    random: Random, telephone: bool, cast: people.Cast, country: Country, when: clock.Moment
) -> Record:
    """What the memoranda of a call and of a meeting have in common: people, day, hour, place, subject."""
    place = "Oval Office" if telephone else _place(random, country)
    zone = when.zone if random.random() < 0.5 else None
    printed = clock.times(random, when)
    day = f"{when.day}{random.choice((', ', ', ', '; '))}{printed}{f' {zone}' if zone else ''}"
    if len(day) > _VALUE:
        day = f"{when.day}\n{printed}{f' {zone}' if zone else ''}"
    day += random.choice(("", "", ","))
    return Record(
        (1, 1),
        "telcon" if telephone else "memcon",
        title=f"MEMORANDUM OF {'TELEPHONE ' if telephone else ''}CONVERSATION",
        subject=_subject(random, telephone, cast.abroad[0].entry, country),
        participants=cast.entries,
        interpreters=cast.interpreters,
        notetakers=cast.notetakers,
        date=when.date,
        time_start=when.from_,
        time_end=when.to,
        tz=zone,
        date_time_place_as_printed=f"{day}\n{place}",
        place=place,
        style="dialogue",
    )


def _place(random: Random, country: Country) -> str:
    return random.choice(
        (
            "Oval Office",
            "The Cabinet Room",
            "Old Family Dining Room",
            f"Grand Hotel, {country.capital}, {country.name}",
            f"Foreign Ministry, {country.capital}",
        )
    )


def bush(random: Random, style: Style) -> Drawn:
    """A White House memorandum of 1989-1992: those who listened in on lines of their own among the people."""
    country, names = random.choice(COUNTRIES), Names(random)
    telephone = random.random() < 0.7
    cast = (
        people.telephone(random, names, country)
        if telephone
        else people.meeting(random, names, country, ("U.S.", country.name))
    )
    cast = structs.replace(cast, notetakers=cast.notetakers[:2])
    when = clock.moment(random, (1989, 1992))
    level = dialogue.level(random)
    talk = _talk(random, country, cast, when.start.year)
    record = structs.replace(
        _presidential(random, telephone, cast, country, when),
        letterhead=_WHITE_HOUSE,
        control_number=str(random.randint(1000, 9999)),
        banner=level,
        turns=dialogue.turns(random, talk, cast.labels, level, "()"),
        end_marker=random.random() < 0.8,
        classification_block=ClassificationBlock(declassify_on="OADR"),
    )
    return record, style


def vp(random: Random, style: Style) -> Drawn:
    """A memorandum of the Vice President's office: its own date above the title, two names at the end."""
    country, names = random.choice(COUNTRIES), Names(random)
    cast = people.meeting(random, names, country, ("U.S.", country.name))
    home = (people.Person(people.unnamed("The Vice President", "U.S."), "The Vice President"), *cast.home[1:])
    cast = structs.replace(cast, home=home)
    when = clock.moment(random, (1993, 1995))
    level = dialogue.level(random)
    talk = _talk(random, country, cast, when.start.year)
    place, printed = _place(random, country), clock.times(random, when)
    told = random.random() < 0.5
    prepared, approved = (" ".join(names.full(home=True)) for _ in range(2))
    record = Record(
        (1, 1),
        "memcon",
        letterhead=("OFFICE OF THE VICE PRESIDENT", "WASHINGTON"),
        title="MEMORANDUM OF CONVERSATION",
        banner=level,
        subject=_subject(random, False, cast.abroad[0].entry, country),
        participants=cast.entries,
        interpreters=cast.interpreters,
        notetakers=cast.notetakers,
        date=when.date,
        time_start=when.from_,
        time_end=when.to,
        date_time_place_as_printed=f"{when.day}\n{printed}\n{place}",
        place=place,
        style="narrative" if told else "dialogue",
        turns=() if told else dialogue.turns(random, talk, cast.labels, level, "()"),
        paragraphs=dialogue.narrative(random, talk, level) if told else (),
        drafting=f"Prepared By: {prepared}\nApproved By: {approved}",
        classification_block=oadr_or_ten_years(random, when),
    )
    later = MONTHS[when.start.month % 12]
    year = when.start.year + (when.start.month == 12)
    return record, structs.replace(style, typed_on=f"{later} {random.randint(1, 28)}, {year}")


def ford(random: Random, style: Style) -> Drawn:
    """A memorandum of 1974-1976: surnames as labels, remarks in square brackets, no portion marks."""
    country, names = random.choice(COUNTRIES), Names(random)
    secretary, general = (names.full(home=True)[1] for _ in range(2))
    office = "Secretary of State and Assistant to the President for National Security Affairs"
    deputy = "Deputy Assistant to the President for National Security Affairs"
    president = names.full(home=True)[1]
    entries = (
        people.titled("President", president),
        people.in_office(f"Konrad A. {secretary}", office, title="Dr."),
        people.in_office(f"Byron {general}", deputy, title="Lt. General"),
    )
    when = clock.moment(random, (1974, 1976), ranged=random.random() < 0.6)
    labels = [secretary, "President"]
    talk = Talk(random, country, [general], labels[0], when.start.year)
    place = random.choice(("The Oval Office", "The Oval Office\nThe White House", "The Cabinet Room"))
    block = ClassificationBlock(
        f"Konrad A. {secretary}", random.choice(("5 B 3", "5 (b) (1,3)", "5 (B) (2)")), "Imp. to det."
    )
    record = Record(
        (1, 1),
        "memcon",
        letterhead=("MEMORANDUM", *_WHITE_HOUSE),
        title="MEMORANDUM OF CONVERSATION",
        banner="SECRET",
        captions=random.choice((("NODIS", "XGDS"), ("XGDS",), ("SENSITIVE", "XGDS"))),
        participants=entries,
        date=when.date,
        time_start=when.from_,
        time_end=when.to,
        weekday=when.weekday,
        date_time_place_as_printed=f"{when.weekday}, {when.day}\n{clock.times(random, when)}\n{place}",
        place=place.replace("\n", " "),
        style="dialogue",
        turns=dialogue.turns(random, talk, labels, None, "[]"),
        classification_block=block,
    )
    return record, style


def state(random: Random, style: Style) -> Drawn:
    """The State Department's form, 1961-1975: people by country, a narrative, the drafting officer's line."""
    country, names = random.choice(COUNTRIES), Names(random)
    cast = people.meeting(random, names, country, ("United States", country.name))
    secretary = people.Person(people.unnamed("The Secretary", "United States"), "The Secretary")
    cast = structs.replace(cast, home=(secretary, *cast.home[1:]))
    when = clock.moment(random, (1961, 1975), ranged=random.random() < 0.4)
    talk = _talk(random, country, cast, when.start.year)
    place = random.choice(("The Secretary's Office", "The Department of State", country.capital))
    initials = "".join(part[0] for part in (cast.notetakers[0]).split())
    record = Record(
        (1, 1),
        "memcon",
        letterhead=("DEPARTMENT OF STATE",),
        title="Memorandum of Conversation",
        banner=dialogue.level(random),
        captions=random.choice(((), (), ("EXDIS",), ("NODIS",), ("LIMDIS",))),
        subject=talk.subject(),
        participants=cast.entries,
        interpreters=cast.interpreters,
        notetakers=cast.notetakers,
        date=when.date,
        time_start=when.from_,
        time_end=when.to,
        date_time_place_as_printed=f"{when.day}\n{clock.times(random, when)}\n{place}",
        place=place,
        style="narrative",
        paragraphs=tuple(Paragraph(p.text) for p in dialogue.narrative(random, talk, None)),
        drafting=f"EUR/NE:{initials}Merriwick:mcb",
    )
    copies = ("S/S", "EUR", "White House", f"Amembassy {country.capital}")
    chosen = copies if random.random() < 0.5 else ()
    return record, structs.replace(style, columns=random.random() < 0.3, copies_to=chosen)


def kissinger(random: Random, style: Style) -> Drawn:
    """A transcript of a telephone call, 1969-1974: initials as labels, round brackets, no marks."""
    country, names = random.choice(COUNTRIES), Names(random)
    surname = names.full(home=True)[1]
    other = names.full(home=False)[1]
    president = random.random() < 0.6
    first = people.unnamed("The President") if president else people.titled("Ambassador", other)
    labels = ["P" if president else other[0].upper(), surname[0]]
    if labels[0] == labels[1]:
        labels[1] = surname[:2].upper()
    when = clock.moment(random, (1969, 1974), ranged=False)
    talk = Talk(random, country, [other], other, when.start.year)
    record = Record(
        (1, 1),
        "telcon",
        title=random.choice(("TELCON", "TELECON")),
        participants=(first, people.titled("Dr.", surname)),
        date=when.date,
        time_start=when.from_,
        date_time_place_as_printed=f"{when.day}\n{clock.times(random, when)}",
        style="dialogue",
        turns=dialogue.turns(random, talk, labels, None, "()"),
    )
    return record, style


PAPERS: dict[StyleName, Callable[[Random, Style], Drawn]] = {
    "clinton": clinton,
    "bush": bush,
    "ford": ford,
    "state": state,
    "kissinger": kissinger,
    "cable": councils.cable,
    "vp": vp,
    "nsc": councils.nsc,
}
