"""A record set in its time: who was who that day, where the principals were, the clocks at both ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

from memcon.authority.linking import day_of
from memcon.authority.linking.links import Link, LinkKind, Links
from memcon.authority.lookup import US, Authority
from memcon.authority.matching import described
from memcon.authority.nouns import Office
from memcon.markings import legends, roll_up
from memcon.model import Diagnostic, Record

WEEK = timedelta(days=7)
"""How far before and after the record's day journeys and visits are told."""
OURS = ("us/president", "us/vice-president", "us/state", "us/defense", "us/nsa", "us/dci")
_THEIRS = ("head of state", "head of government", "party leader", "minister")


class Present(Struct, frozen=True):
    """One whom the paper lists."""

    printed: str
    role: str | None
    """``interpreter``, ``notetaker``, or null."""
    id: str | None
    name: str | None
    """Null where the name is ambiguous or unknown."""
    offices: tuple[str, ...]
    """What the person was that day, in words."""
    reason: str
    others: tuple[str, ...] = ()
    """Names of others who may be meant."""


class Holder(Struct, frozen=True):
    """Who held an office that day."""

    title: str
    name: str
    id: str


class Whereabouts(Struct, frozen=True):
    """A journey's stop or a visit, within a week of the record's day."""

    who: str
    place: str
    country: str | None
    start: str
    end: str
    """ISO dates, both included."""
    that_day: bool
    remarks: str
    source: str


class Clock(Struct, frozen=True):
    """What the clock showed at one place."""

    place: str
    zone: str
    start: str
    """``2000-03-27 11:13``."""
    end: str | None
    short: str
    """What the zone was called that day: ``EST``, ``MSD``, ``+03``."""
    assumed: bool = False
    """Whether the paper names neither place nor zone, so that its hours are only taken for Washington's."""


class Mentioned(Struct, frozen=True):
    """One person, agreement, event, organisation or place that the text names."""

    kind: LinkKind
    id: str
    name: str
    times: int
    printed: tuple[str, ...]
    """The forms in which it stands there."""
    pages: tuple[int, ...]
    about: str
    """Its office of the day, its date and place, or what it is."""
    sure: bool
    """False where another may be meant."""


class Gone(Struct, frozen=True):
    """What is withheld under one code."""

    code: str
    passages: int
    meaning: str


class Brief(Struct, frozen=True):
    """All of it, for one record."""

    file: str
    record: int
    form: str
    subject: str | None
    date: str | None
    weekday: str | None
    place: str | None
    level: str | None
    """As the banner has it."""
    portions: str | None
    """The highest level that a portion bears."""
    present: tuple[Present, ...]
    offices: tuple[Holder, ...]
    clocks: tuple[Clock, ...]
    week: tuple[Whereabouts, ...]
    mentioned: tuple[Mentioned, ...]
    withheld: tuple[Gone, ...]
    diagnostics: tuple[Diagnostic, ...]
    known: str
    """What the journeys were looked up in."""
    title: str | None = None
    """As printed above the paper, or in the edition that it comes from."""
    speakers: tuple[Present, ...] = ()
    """Those who speak under a label that means nobody listed; their role is ``speaker``."""


def brief_of(
    record: Record, links: Links, file: str, diagnostics: Sequence[Diagnostic], known: Authority
) -> Brief:
    """The brief of one record, from its links and what `check` found in it."""
    on = day_of(record)
    marks = [p.mark for t in record.turns for p in t.paragraphs] + [p.mark for p in record.paragraphs]
    return Brief(
        file, links.record, record.form, record.subject, record.date, f"{on:%A}" if on else None,
        record.place, record.banner, roll_up(m for m in marks if m) if any(marks) else None,
        tuple(_present(record, links, known, on)),
        tuple(_offices(links, known, on)) if on else (),
        tuple(_clocks(record, links, known, on)) if on else (),
        tuple(_week(links, known, on)) if on else (),
        tuple(_mentioned(links)), tuple(_withheld(record)), tuple(diagnostics),
        "the built-in table and the published data sets" if known.visits else "the built-in table",
        (record.publication.heading if record.publication else None) or record.title,
        tuple(_speaking(links, known, on)),
    )  # fmt: skip


def _present(record: Record, links: Links, known: Authority, on: date | None) -> Iterator[Present]:
    for link in links.participants:
        yield _one(link, _role(record, link), known, on)


def _speaking(links: Links, known: Authority, on: date | None) -> Iterator[Present]:
    """Each label once that means nobody listed, or nobody for sure."""
    listed = {link.chosen.id for link in links.participants if link.chosen}
    told: set[str] = set()
    for link in links.speakers:
        if link.printed not in told and (link.chosen is None or link.chosen.id not in listed):
            told.add(link.printed)
            yield _one(link, "speaker", known, on)


def _one(link: Link, role: str | None, known: Authority, on: date | None) -> Present:
    chosen = link.chosen
    offices = known.office(chosen.id, on) if chosen and on else ()
    others = link.meanings[1:] if chosen else link.meanings
    return Present(
        link.printed, role, chosen.id if chosen else None, chosen.name if chosen else None,
        tuple(described(o) for o in offices), chosen.reason if chosen else link.status,
        tuple(m.name for m in others[:3]),
    )  # fmt: skip


def _role(record: Record, link: Link) -> str | None:
    field, _, number = link.path.partition("/")
    if field == "participants":
        return record.participants[int(number)].role
    return field.removesuffix("s")


def _sides(links: Links, known: Authority, on: date) -> list[str]:
    """The countries whose people are listed, the United States first."""
    found = [US]
    for link in (*links.participants, *links.speakers):
        person = known.persons.get(link.chosen.id) if link.chosen else None
        held = [o.country for o in known.office(person, on) if o.country] if person else []
        country = held[0] if held else person.country if person else None
        found += [country] if country and country not in found else []
    return found


def _offices(links: Links, known: Authority, on: date) -> Iterator[Holder]:
    for office in OURS:
        for term in known.holders(office):
            if term.held(on):
                yield _holder(term, known)
    for country in _sides(links, known, on)[1:]:
        terms = [t for p in known.persons for t in known.terms(p) if t.country == country and t.held(on)]
        terms = [t for t in terms if t.kind in _THEIRS and not t.id.endswith(("/exchequer", "/finance"))]
        for term in sorted(terms, key=lambda t: (_THEIRS.index(t.kind), t.start)):
            yield _holder(term, known)


def _holder(term: Office, known: Authority) -> Holder:
    name = known.persons[term.person].name
    style = name.partition(" ")[0]  # of King or Queen the one that the name says
    title = term.title.replace("King or Queen", style) if style in ("King", "Queen") else term.title
    return Holder(f"{'acting ' if term.acting else ''}{title}", name, term.person)


def _clocks(record: Record, links: Links, known: Authority, on: date) -> Iterator[Clock]:
    """The clock where the paper says it was, then that of each other country at the table."""
    own = known.clock(record.tz, on) if record.tz else None
    place = known.place(record.place, on) if record.place else None
    own = own or (ZoneInfo(place.zone) if place and place.zone else None)
    assumed = own is None and not record.place and not _abroad(links, known, on)
    own = own or (known.clock("Washington", on) if assumed else None)
    start = _moment(on, record.time_start, own)
    if own is None or start is None:
        return
    end = _moment(on, record.time_end, own)
    if end and end < start:
        end += timedelta(days=1)
    here = place.name if place and place.zone == own.key else _city(own.key, known)
    yield _clock(here, own, start, end, assumed=assumed)
    seen = {own.utcoffset(start)}
    for country in _sides(links, known, on):
        zone = known.clock(country, on)
        if zone and start.astimezone(zone).utcoffset() not in seen:
            seen.add(start.astimezone(zone).utcoffset())
            yield _clock(_capital(country, zone.key, known), zone, start, end, assumed=assumed)


def _abroad(links: Links, known: Authority, on: date) -> bool:
    """Whether somebody at the table was abroad that day, so that nobody knows whose hours the paper gives."""
    people = {link.chosen.id for link in (*links.participants, *links.speakers) if link.chosen}
    return any(stay.country != US for person in people for stay in known.where(person, on))


def _moment(on: date, time: str | None, zone: ZoneInfo | None) -> datetime | None:
    try:
        return datetime.fromisoformat(f"{on.isoformat()}T{time}").replace(tzinfo=zone) if time else None
    except ValueError:
        return None


def _clock(place: str, zone: ZoneInfo, start: datetime, end: datetime | None, *, assumed: bool) -> Clock:
    there = start.astimezone(zone)
    until = end.astimezone(zone) if end else None
    return Clock(
        place, zone.key, f"{there:%Y-%m-%d %H:%M}", f"{until:%Y-%m-%d %H:%M}" if until else None,
        there.tzname() or "", assumed,
    )  # fmt: skip


_CAPITALS = {"Soviet Union": "Moscow"}
"""Of countries whose capital the table lists under what came after them."""


def _capital(country: str, zone: str, known: Authority) -> str:
    if country in _CAPITALS:
        return _CAPITALS[country]
    cities = (p for p in known.gazetteer.places if p.country == country and p.zone == zone)
    return next((p.name for p in cities if p.kind == "city"), country)


def _city(zone: str, known: Authority) -> str:
    if zone == "America/New_York":
        return "Washington"
    return next((p.name for p in known.gazetteer.places if p.zone == zone and p.kind == "city"), zone)


def _week(links: Links, known: Authority, on: date) -> Iterator[Whereabouts]:
    """Journeys of those at the table, the President and the Secretary; and foreign leaders' visits."""
    people = [link.chosen.id for link in (*links.participants, *links.speakers) if link.chosen]
    visiting = {(v.person, v.start) for v in known.visits_between(on - WEEK, on + WEEK)}
    for office in ("us/president", "us/state"):
        holder = known.holder(office, on)
        people += [holder.id] if holder else []
    for identity in dict.fromkeys(people):
        for stay in known.stays_between(identity, on - WEEK, on + WEEK):
            if (identity, stay.start) in visiting:
                continue  # told among the visits
            name = known.persons[identity].name
            yield _stop(name, stay.place, stay.country, stay.start, stay.end, on, stay.remarks, stay.source)
    for visit in known.visits_between(on - WEEK, on + WEEK):
        who = f"{visit.visitor} ({visit.country})" if visit.country else visit.visitor
        yield _stop(
            who, visit.place, US, visit.start, visit.end, on, visit.remarks, visit.source
        )  # fmt: skip


def _stop(
    who: str, place: str, country: str | None, start: date, end: date, on: date, remarks: str, source: str
) -> Whereabouts:
    return Whereabouts(
        who, place, country, start.isoformat(), end.isoformat(), start <= on <= end, remarks, source
    )


def _mentioned(links: Links) -> Iterator[Mentioned]:
    """What is named, people first, then agreements and the like, then places, the most often named first."""
    times: Counter[str] = Counter()
    first: dict[str, Link] = {}
    forms: dict[str, dict[str, None]] = {}
    pages: dict[str, set[int]] = {}
    for link in links.mentions:
        if link.meanings and link.status != "rejected":
            identity = f"{link.meanings[0].kind}:{link.meanings[0].id}"
            times[identity] += 1
            first.setdefault(identity, link)
            forms.setdefault(identity, {})[link.printed.removesuffix("'s").removesuffix("’s")] = None
            pages.setdefault(identity, set()).update([link.page] if link.page else [])
    order = {"person": 0, "thing": 1, "place": 2}
    for identity, count in sorted(times.items(), key=lambda i: (order[i[0].partition(":")[0]], -i[1], i[0])):
        best = first[identity].meanings[0]
        yield Mentioned(
            best.kind, best.id, best.name, count, tuple(forms[identity]), tuple(sorted(pages[identity])),
            best.reason, first[identity].chosen is not None,
        )  # fmt: skip


def _withheld(record: Record) -> Iterator[Gone]:
    codes = Counter(code for gap in record.withheld for code in gap.exemptions or ("no code",))
    for code, passages in codes.most_common():
        found = legends(code, (record.declassification.date if record.declassification else None) or None)
        yield Gone(code, passages, found[0].meaning if found else "")
